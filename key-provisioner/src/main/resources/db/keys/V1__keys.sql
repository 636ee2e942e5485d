-- Keys, the servers that hold them, and what each server should hold.

create table location (
    code  text primary key,
    flag  text  not null default '',
    names jsonb not null                       -- by language code
);

create table server (
    id         text primary key,
    location   text   not null references location (code),
    protocol   text   not null,                -- OUTLINE, WIREGUARD
    host       text   not null,                -- what users connect to
    capacity   int    not null check (capacity >= 0),
    reserved   int    not null default 0 check (reserved >= 0),
    mode       text   not null,                -- ACTIVE, HIDDEN, DRAINING, DOWN, REMOVED
    managed_by text   not null,                -- FILE, COMMAND
    file_says  text,                           -- the mode that the servers file last gave it; null unless FILE
    version    bigint not null default 0       -- counts its published states
) with (fillfactor = 70);

-- Whoever holds a server's turn works off its placements; breaker and backoff are here, so that all replicas share them.
create table server_turn (
    server_id   text primary key references server (id),
    due_at      timestamptz,                   -- null: nothing to do
    lease_until timestamptz,
    token       uuid,
    fails       int not null default 0         -- in a row
) with (fillfactor = 50);
create index server_turn_due on server_turn (due_at) where due_at is not null;

-- What a user may have. Made from the configured default at their first key; an account service will own it later.
create table entitlement (
    user_id   uuid primary key,
    key_limit int not null
);

create table key (
    id          uuid primary key,
    user_id     uuid        not null,
    protocol    text,                          -- these three are null in a refused request
    location    text,
    server_id   text,
    port        int,                           -- where the server listens for it; null until seen
    name        text,                          -- sealed
    state       text        not null,          -- REQUESTED, ACTIVE, SUSPENDED, REVOKING, REVOKED, REFUSED
    phase       text,                          -- of SUSPENDED: STOPPING, STOPPED, RESUMING
    reason      text,                          -- of SUSPENDED: a SuspendReason; of REFUSED: a Reason
    generation  int         not null default 1, -- of its credential
    version     bigint      not null,          -- counts its events
    -- the command that it is working on; what happens next goes back to it
    cause       uuid        not null,
    correlation uuid        not null,
    traceparent text,
    created_at  timestamptz not null,
    changed_at  timestamptz not null
) with (fillfactor = 80);
create index key_user on key (user_id);
create index key_requested on key (changed_at) where state = 'REQUESTED' or phase = 'RESUMING';

-- "Make the server agree with this row." Kept as a tombstone after both sides say absent.
create table placement (
    key_id     uuid        not null references key (id),
    server_id  text        not null references server (id),
    epoch      int         not null,           -- counts up with every change of mind
    wanted     text        not null,           -- PRESENT, ABSENT
    seen       text        not null,           -- UNKNOWN, PRESENT, ABSENT
    attempts   int         not null default 0,
    due_at     timestamptz,                    -- null: the server agrees
    changed_at timestamptz not null,
    primary key (key_id, server_id)
) with (fillfactor = 80);
create index placement_due on placement (server_id, due_at) where due_at is not null;
