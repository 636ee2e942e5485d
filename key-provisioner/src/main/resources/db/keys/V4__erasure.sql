-- A user who is to be erased gets no more keys, whatever commands are still on their way. Returns those that have not ended; once
-- there are none, there never will be.

create function close(closed uuid) returns table (key_id uuid, state text)
    language sql security definer set search_path = ''
as $$
    -- Whoever makes a key for them holds this row, and is done before their keys are looked at.
    insert into keys.entitlement (user_id, key_limit) values (closed, 0)
    on conflict (user_id) do update set key_limit = 0;
    select theirs.id, theirs.state from keys.key theirs
     where theirs.user_id = closed and theirs.state not in ('REVOKED', 'REFUSED')
     order by theirs.created_at, theirs.id;
$$;
revoke execute on function close(uuid) from public;
