-- Every role's schema has these. Flyway runs this once per schema, with that schema on the search path.

create table outbox (
    seq           bigint generated always as identity primary key,
    id            uuid        not null,
    aggregatetype text        not null, -- the topic
    aggregateid   text        not null, -- the record key
    type          text        not null,
    payload       text        not null,
    time          timestamptz not null,
    version       bigint      not null,
    correlationid uuid        not null,
    causationid   uuid,
    traceparent   text,
    created_at    timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create table inbox (
    ce_id       uuid primary key,
    received_at timestamptz not null
);
create index inbox_received_at on inbox using brin (received_at);

create table position (
    consumer    text   not null,
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (consumer, topic, partition)
) with (fillfactor = 50);

create table lease (
    name   text primary key,
    holder uuid        not null,
    until  timestamptz not null
) with (fillfactor = 50);
