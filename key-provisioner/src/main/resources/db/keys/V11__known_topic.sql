-- Which log the positions belong to: a topic that was made anew, on an empty disk too, has another id.
create table known_topic (
    name text primary key,
    id   uuid not null -- as the broker gave it
);
