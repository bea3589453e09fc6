-- Puts "provider =" and "range overlaps" into one index.
create extension if not exists btree_gist;

create schema if not exists calendar;

-- Durations are ISO 8601 text, such as PT1H.
create table calendar.schedule (
    provider       uuid    primary key,
    buffer_before  text    not null,
    buffer_after   text    not null,
    minimum_notice text    not null,
    horizon        text    not null,
    slot_step      text    not null,
    version        integer not null
);

-- A range that ends at 00:00 ends with the day.
create table calendar.working_hours (
    provider uuid    not null references calendar.schedule,
    position integer not null,
    day      text    not null check (day in ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY')),
    "from"   time    not null,
    "to"     time    not null check ("from" < "to" or "to" = '00:00'),
    primary key (provider, position)
);

create table calendar.time_off (
    id        uuid        primary key,
    provider  uuid        not null,
    starts_at timestamptz not null,
    ends_at   timestamptz not null check (starts_at < ends_at),
    reason    text        not null
);

create index time_off_provider on calendar.time_off (provider, ends_at);

-- One row per booking. "blocked" is the session with its buffers; no two unreleased rows of a provider may share a moment of it.
create table calendar.slot (
    booking_id  uuid        primary key,
    provider    uuid        not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null check (starts_at < ends_at),
    blocked     tstzrange   not null check (blocked @> tstzrange(starts_at, ends_at)),
    released_at timestamptz,
    constraint slots_of_a_provider_do_not_overlap exclude using gist (provider with =, blocked with &&) where (released_at is null)
);
