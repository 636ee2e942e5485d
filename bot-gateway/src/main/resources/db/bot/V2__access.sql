-- Who was let in by an invitation, and how often each invitation was used.

alter table person add column admitted_at timestamptz;

-- Whoever has asked for a key before stays.
update person set admitted_at = platform.now() where user_id in (select user_id from interaction);

-- The invitation itself is signed and travels in its link; only its use is kept.
create table invitation (
    id   uuid primary key,
    used int not null
);
