-- Read models. Every row comes from one topic and can be rebuilt from it. A new version of a projection is a new table;
-- the view without a version is what others read.

create table key_view_v1 (
    key_id     uuid primary key,
    user_id    uuid        not null,
    protocol   text        not null,
    location   text        not null,
    server_id  text        not null,
    port       int,
    state      text        not null,
    suspended  text,
    name       text,                 -- ciphertext under the user's vault key
    version    bigint      not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
create index key_view_v1_user on key_view_v1 (user_id, created_at, key_id) where state not in ('REVOKED', 'REFUSED');

create view key_view as select * from key_view_v1;

create table server_view_v1 (
    server_id      text primary key,
    protocol       text        not null,
    location       text        not null,
    location_names jsonb       not null,
    flag           text        not null,
    host           text        not null,
    capacity       int         not null,
    room           boolean     not null,
    mode           text        not null,
    managed_by     text        not null,
    version        bigint      not null,
    changed_at     timestamptz not null
);

create view server_view as select * from server_view_v1;
