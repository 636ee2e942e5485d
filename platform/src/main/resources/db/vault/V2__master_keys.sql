-- Which master keys have wrapped something, and which of them are retired: nothing can come to lie under those any more, whatever
-- file a process has read. The database refuses it, and it refuses to retire a key under which something lies.

create table master_key (
    id      text primary key,
    retired boolean not null default false,
    unique (id, retired)
);

insert into master_key (id) select master_key from user_key union select master_key from server_access;

alter table user_key
    add column retired boolean not null default false check (not retired),
    add foreign key (master_key, retired) references master_key (id, retired);
create index user_key_master_key on user_key (master_key, retired);

alter table server_access
    add column retired boolean not null default false check (not retired),
    add foreign key (master_key, retired) references master_key (id, retired);

-- Whoever wraps something need not know of this table.
create function note_master_key() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into vault.master_key (id) values (new.master_key) on conflict do nothing;
    return new;
end
$$;

create trigger note_master_key before insert or update of master_key on user_key
    for each row execute function note_master_key();
create trigger note_master_key before insert or update of master_key on server_access
    for each row execute function note_master_key();
