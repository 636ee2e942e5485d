-- Where more keys would end at once than a day brings, they wait for an operator's word. No row: nothing is unusual.

create table mass_expiry (
    only_one   boolean primary key default true check (only_one),
    asked_at   timestamptz not null,
    ending     int         not null, -- keys that would be suspended
    active     int         not null, -- of so many
    allowed_at timestamptz           -- the operator's word
);
