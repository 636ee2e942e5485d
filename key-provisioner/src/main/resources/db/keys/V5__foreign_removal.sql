-- Foreign keys that an operator wants gone. Whoever takes one up puts its next time off, calls the server, and then deletes the row
-- and answers the command.
create table foreign_removal (
    server_id   text        not null references server (id),
    key_id      text        not null,          -- the server's own
    command     uuid        not null,
    correlation uuid        not null,
    traceparent text,
    attempts    int         not null default 0,
    due_at      timestamptz not null,
    primary key (server_id, key_id)
);
