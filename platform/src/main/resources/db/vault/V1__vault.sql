-- Everything secret at rest. Ciphertexts only: the master key is a file outside the database.

create table user_key (
    user_id    uuid primary key,
    master_key text  not null,
    wrapped    bytea not null
);

create table credential (
    key_id     uuid not null,
    user_id    uuid not null,
    generation int  not null,
    sealed     text not null,
    primary key (key_id, generation)
);
create index credential_user on credential (user_id);

create table server_access (
    server_id  text primary key,
    master_key text  not null,
    sealed     bytea not null
);
