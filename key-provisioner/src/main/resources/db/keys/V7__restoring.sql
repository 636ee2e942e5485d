-- A row here means: the database was restored from a backup that is older than the log. `restore` writes it, key-provisioner takes in
-- what the log knows, and nobody speaks to a server before an operator has looked and deletes it (`op reconcile --confirm`).
create table restoring (
    one         boolean primary key default true check (one),
    began_at    timestamptz not null default platform.now(),
    log_read_at timestamptz,                   -- null: the log's keys are still being taken in
    keys_back   int         not null default 0 -- that the log knew better
);
