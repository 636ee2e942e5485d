-- How long a user may have keys, for those to whom something was granted.

alter table entitlement
    add column ends_at timestamptz,                    -- null: never
    add column granted boolean not null default false, -- false: what users have by default
    add column version bigint  not null default 0,     -- counts its events
    add column erased  boolean not null default false; -- its user is; no grant opens it again
create index entitlement_end on entitlement (ends_at) where ends_at is not null;

-- Keys that rest until their user's time goes on.
create index key_out_of_time on key (user_id) where reason = 'ENTITLEMENT_ENDED';

create or replace function close(closed uuid) returns table (key_id uuid, state text)
    language sql security definer set search_path = ''
as $$
    -- Whoever makes a key for them holds this row, and is done before their keys are looked at.
    insert into keys.entitlement (user_id, key_limit, erased) values (closed, 0, true)
    on conflict (user_id) do update set key_limit = 0, erased = true;
    select theirs.id, theirs.state from keys.key theirs
     where theirs.user_id = closed and theirs.state not in ('REVOKED', 'REFUSED')
     order by theirs.created_at, theirs.id;
$$;
