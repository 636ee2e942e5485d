-- False: nobody restored anything with Llavero's own command, the database was found to be older than what had been read. The log's
-- keys are taken in, and then the row goes by itself.
alter table restoring add column needs_word boolean not null default true;
