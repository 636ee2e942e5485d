-- Time is the database's. Tests move it by changing the one row; nothing else does.
create table clock (
    only_row boolean primary key default true check (only_row),
    "offset" interval not null default interval '0'
);
insert into clock default values;

create function now() returns timestamptz
    language sql stable parallel safe
as 'select clock_timestamp() + (select "offset" from platform.clock)';
