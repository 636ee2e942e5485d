-- The bot's own tables. Nothing here is a credential: a message is stored as the screen it shows, and rendered when sent.

-- The only place that leads from a person to their Telegram account.
create table person (
    telegram_id   bigint primary key,
    user_id       uuid        not null unique,
    language_code text,                        -- what Telegram says, may be missing
    language      text,                        -- what the person chose; wins
    start_payload text,
    blocked_at    timestamptz,                 -- the bot was blocked; nothing is sent until they return
    created_at    timestamptz not null default platform.now()
);

-- One menu message per chat, edited in place while it is the last message.
create table chat (
    chat_id         bigint primary key,
    telegram_id     bigint,                    -- null in groups
    menu_message_id bigint,
    last_message_id bigint not null default 0, -- the highest message id seen in the chat, from either side
    greeted         boolean not null default false, -- an earlier bot's reply keyboard was taken away
    pointed_at      timestamptz                -- groups: when we last pointed to the private chat
);

-- A dialog over several messages: the next text belongs to it. A command always ends it.
create table dialog (
    chat_id    bigint primary key,
    kind       text        not null,
    key_id     uuid,
    expires_at timestamptz not null
);

-- Ties a command to the person who waits for it; its final event closes it. A due row: "still working", "we will write".
create table interaction (
    command_id uuid primary key,
    user_id    uuid        not null,
    chat_id    bigint      not null,
    task       text        not null,
    key_id     uuid,
    stage      int         not null default 0,
    due_at     timestamptz,                    -- null: nothing to say until the final event
    closed_at  timestamptz,
    created_at timestamptz not null default platform.now()
);
create index interaction_user on interaction (user_id);
create index interaction_due on interaction (due_at) where due_at is not null and closed_at is null;

-- What is to be sent. Rows of one chat leave in order of id.
create table send (
    id          bigint generated always as identity primary key,
    chat_id     bigint      not null,
    user_id     uuid,
    lane        smallint    not null,           -- 0 answer, 1 notice, 2 broadcast
    form        text        not null,           -- MENU, MESSAGE, CALLBACK_ANSWER, REMOVE_KEYBOARD, DELETE
    screen      jsonb       not null,
    callback_id text,                           -- for callback_answer
    message_id  bigint,                         -- the message that a button was on, if any
    command_id  uuid,                           -- the interaction that this answers
    news        jsonb,                          -- the key's event that the screen is about; the view may be behind it
    due_at      timestamptz not null default platform.now(),
    expires_at  timestamptz,
    created_at  timestamptz not null default platform.now()
);
create index send_next on send (lane, id);
create index send_chat on send (chat_id, id);
create index send_expiry on send (expires_at) where expires_at is not null;

-- Which updates were taken in: message (chat, id, edit date), button = callback id, else (update_id, day). As UUIDv5.
-- (the inbox table of every schema keeps them; no offset is remembered, for Telegram may restart its ids lower)
