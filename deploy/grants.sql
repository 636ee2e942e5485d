-- Who may do what in the database: a login for each role, and nothing for it beyond this page. `migrate` applies it after every
-- migration, where DATABASE_LOGINS_FOLDER says that there are such logins; a test tries every login on every table.
-- It begins by taking everything away, so what is not here any more is gone after the next `migrate`.

do $$
declare
    login text;
begin
    perform pg_advisory_xact_lock(hashtext('llavero grants'));
    foreach login in array array[
        'llavero_bot_gateway', 'llavero_key_provisioner', 'llavero_projections', -- a role each
        'llavero_app',                                                          -- all roles in one process
        'llavero_op'                                                            -- what an operator looks at
    ] loop
        if not exists (select from pg_roles where rolname = login) then
            execute format('create role %I', login);
        end if;
        -- A query that hangs gives its locks back by itself, also when the process that asked is gone.
        execute format('alter role %I set statement_timeout = %L', login, '10s');
        execute format('alter role %I set lock_timeout = %L', login, '5s');
        execute format('alter role %I set idle_in_transaction_session_timeout = %L', login, '10s');
        execute format('alter role %I set client_connection_check_interval = %L', login, '2s');
        execute format('grant connect on database %I to %I', current_database(), login);
    end loop;
    execute format('revoke all on database %I from public', current_database());
    execute format('grant temporary on database %I to llavero_op', current_database());
end
$$;

revoke all on all tables in schema platform, vault, keys, bot, views
    from llavero_bot_gateway, llavero_key_provisioner, llavero_projections, llavero_app, llavero_op, public;
revoke all on schema platform, vault, keys, bot, views
    from llavero_bot_gateway, llavero_key_provisioner, llavero_projections, llavero_app, llavero_op, public;

revoke all on all functions in schema vault, keys, bot, views
    from llavero_bot_gateway, llavero_key_provisioner, llavero_projections, llavero_app, llavero_op, public;

-- Time is the database's, for all.
grant usage on schema platform to llavero_bot_gateway, llavero_key_provisioner, llavero_projections, llavero_op;
grant select on platform.clock to llavero_bot_gateway, llavero_key_provisioner, llavero_projections, llavero_op;

-- Each role writes its own schema, but not the history of its migrations.
grant usage on schema bot to llavero_bot_gateway;
grant select, insert, update, delete on all tables in schema bot to llavero_bot_gateway;
revoke all on bot.flyway_schema_history from llavero_bot_gateway;

grant usage on schema keys to llavero_key_provisioner;
grant select, insert, update, delete on all tables in schema keys to llavero_key_provisioner;
revoke all on keys.flyway_schema_history from llavero_key_provisioner;

grant usage on schema views to llavero_projections;
grant select, insert, update, delete on all tables in schema views to llavero_projections;
revoke all on views.flyway_schema_history from llavero_projections;

-- What is read beyond that.
grant usage on schema views to llavero_bot_gateway, llavero_op;
grant select on views.key_view, views.server_view to llavero_bot_gateway, llavero_op;
-- A view that is made anew (op projection rebuild) takes the place of what the projection wrote, while that one waits.
grant select, insert, delete on views.key_view_v1, views.server_view_v1 to llavero_op;
grant select, insert, update on views.position to llavero_op;
grant usage on schema keys to llavero_op, llavero_bot_gateway;
grant select on keys.foreign_key to llavero_op;
grant select (server_id, compared_at, put_back, taken_away) on keys.reconciliation to llavero_op;
grant select (server_id, wanted, due_at) on keys.placement to llavero_op;
-- After a restore the operator has the last word.
grant select, delete on keys.restoring to llavero_op;
-- And where unusually many keys would end at once.
grant select, update on keys.mass_expiry to llavero_op;
-- Whether servers answer, for operators in the chat.
grant select (server_id, fails) on keys.server_turn to llavero_bot_gateway;
grant select (server_id, compared_at) on keys.reconciliation to llavero_bot_gateway;
grant usage on schema bot to llavero_op;
grant select (telegram_id, user_id) on bot.person to llavero_op;

-- The vault: ciphertexts, for those who need them. A user's key is made by whoever needs it first; what changes later is the
-- master key that wraps it.
grant usage on schema vault to llavero_bot_gateway, llavero_key_provisioner, llavero_op;
grant select, insert on vault.user_key to llavero_bot_gateway, llavero_key_provisioner;
grant update on vault.user_key to llavero_key_provisioner;
grant select, insert on vault.credential to llavero_key_provisioner;
grant select on vault.credential to llavero_bot_gateway;
grant select, insert, update on vault.server_access to llavero_key_provisioner;
grant select, insert, update on vault.master_key to llavero_op;
grant select (master_key) on vault.user_key, vault.server_access to llavero_op;

-- Erasing a user: each schema knows what it has of them.
grant execute on function keys.close(uuid), bot.erase(uuid), vault.erase(uuid) to llavero_op;

grant llavero_bot_gateway, llavero_key_provisioner, llavero_projections to llavero_app;
