-- WireGuard servers and their keys' addresses.

alter table server
    add column wireguard jsonb,                              -- what a WireGuard server said of itself; null until it was heard
    add column ask_at    timestamptz default platform.now(); -- when to ask it (again)

-- Every key has one slot in the whole fleet, so that it can move with its addresses. A slot is free again when no server is
-- seen to hold the key and a cool-down is over; the longest unused go first, and those never used before them.
create table address (
    slot      int primary key check (slot >= 2), -- 1 is the servers' own
    ipv4      inet not null unique,
    ipv6      inet not null unique,
    key_id    uuid unique,
    free_from timestamptz,
    check ((key_id is null) = (free_from is not null))
);
create index address_free on address (free_from) where key_id is null;
