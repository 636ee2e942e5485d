-- Erasing a user destroys their key: whatever lay under it is noise, wherever it still stands. The row stays, so that nobody ever
-- makes them another.

alter table user_key
    alter column master_key drop not null,
    alter column wrapped drop not null,
    add column destroyed_at timestamptz,
    add check (case when destroyed_at is null then master_key is not null and wrapped is not null
                    else master_key is null and wrapped is null end);

create or replace trigger note_master_key before insert or update of master_key on user_key
    for each row when (new.master_key is not null) execute function note_master_key();

create function erase(erased uuid) returns void
    language sql security definer set search_path = ''
as $$
    insert into vault.user_key as known (user_id, destroyed_at) values (erased, platform.now())
    on conflict (user_id) do update
       set master_key = null, wrapped = null, destroyed_at = coalesce(known.destroyed_at, excluded.destroyed_at);
    delete from vault.credential where user_id = erased;
$$;
revoke execute on function erase(uuid) from public;
