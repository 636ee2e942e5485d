-- Forgets who a user is at Telegram, and everything of theirs. If they come back they are somebody new.

create function erase(erased uuid) returns void
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
end
$$;
revoke execute on function erase(uuid) from public;
