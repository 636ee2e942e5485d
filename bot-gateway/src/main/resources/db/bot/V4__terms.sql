-- Invitations that say how many keys somebody gets, and for how long.

alter table person
    add column limited     boolean not null default false, -- came by such a one, so another of them adds to it
    add column end_told_at timestamptz;                    -- when they were last told that their time has ended

-- Who came with which invitation: opening its link again is no second use.
create table invited (
    invitation_id uuid   not null references invitation (id),
    telegram_id   bigint not null,
    primary key (invitation_id, telegram_id)
);

create or replace function erase(erased uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    telegram bigint;
begin
    -- The person first: whoever takes something in from them holds that row, and is done before it goes.
    delete from bot.person where user_id = erased returning telegram_id into telegram;
    delete from bot.interaction where user_id = erased;
    delete from bot.send where user_id = erased or chat_id = telegram;
    delete from bot.dialog where chat_id = telegram;
    delete from bot.chat where chat_id = telegram or telegram_id = telegram;
    delete from bot.invited where telegram_id = telegram;
end
$$;
