-- Comparing what servers hold with what they should hold.

-- When each server is compared next; whoever has the lease does it.
create table reconciliation (
    server_id   text primary key references server (id),
    due_at      timestamptz not null,
    lease_until timestamptz,
    token       uuid,
    compared_at timestamptz,                   -- when a comparison was last completed
    put_back    int         not null default 0, -- of the last comparison
    taken_away  int         not null default 0
) with (fillfactor = 50);

-- Keys on our servers that are not ours. Reported, and touched only when the operator says so.
create table foreign_key (
    server_id     text        not null references server (id),
    key_id        text        not null,        -- the server's own
    name          text        not null,        -- what a person called it there
    port          int,                         -- null where keys have none of their own
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    primary key (server_id, key_id)
);
