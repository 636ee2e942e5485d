-- Foreign keys that become ours. First the secret is read and sealed, then the foreign key goes, then ours is put in its place:
-- a server has no two keys with one secret.

create table adoption (
    key_id     uuid primary key references key (id),
    server_id  text        not null references server (id),
    foreign_id text        not null,
    sealed     boolean     not null default false, -- the secret is in the vault
    attempts   int         not null default 0,
    due_at     timestamptz                         -- null: it is over
);
create unique index adoption_of on adoption (server_id, foreign_id) where due_at is not null;

alter table placement add column port int;         -- where the server is to listen for it; null: where it does for new keys
