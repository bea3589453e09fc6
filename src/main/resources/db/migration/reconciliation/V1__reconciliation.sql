create schema if not exists reconciliation;

-- One time that Stripe's books were held against ours.
create table reconciliation.run (
    id uuid primary key,
    asked_at timestamptz not null,
    asked_by text not null,
    since timestamptz not null,
    read_at timestamptz,
    ended_at timestamptz,
    outcome text check (outcome in ('BALANCED', 'DIFFERENCES')),
    missed_events integer not null default 0,
    movements integer not null default 0,
    new_differences integer not null default 0,
    taken_up_at timestamptz,
    process_instance_key bigint,
    constraint ended_has_outcome check ((ended_at is null) = (outcome is null))
);

-- One at a time: whoever asks meanwhile gets the one that runs.
create unique index run_one_at_a_time on reconciliation.run ((true)) where ended_at is null;
create index run_by_time on reconciliation.run (asked_at desc);

-- What moved the balance, as Stripe's books have it. Booked: our own book has its part.
create table reconciliation.movement (
    id text primary key,
    kind text not null,
    type text not null,
    amount_minor bigint not null,
    fee_minor bigint not null,
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    source text not null,
    intent text,
    payout text,
    created_at timestamptz not null,
    booked boolean not null default false
);

create index movement_by_intent on reconciliation.movement (intent) where intent is not null;
create index movement_by_payout on reconciliation.movement (payout) where payout is not null;
create index movement_unbooked on reconciliation.movement (created_at) where not booked;
create index movement_by_currency on reconciliation.movement (currency) include (amount_minor, fee_minor);

-- Payments on which both books do not agree yet: looked at again by every run.
create table reconciliation.unsettled (
    intent text primary key
);

-- A case for staff.
create table reconciliation.difference (
    id uuid primary key,
    kind text not null,
    about text not null,
    stripe_minor bigint not null,
    ours_minor bigint not null,
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    payment uuid,
    why text not null,
    found_at timestamptz not null,
    resolved_at timestamptz,
    resolved_by text,
    note text,
    constraint resolved_by_somebody check ((resolved_at is null) = (resolved_by is null))
);

-- A difference is one case, however many runs find it.
create unique index difference_open_once on reconciliation.difference (kind, about) where resolved_at is null;
create index difference_open on reconciliation.difference (found_at) where resolved_at is null;
create index difference_by_payment on reconciliation.difference (payment) where payment is not null;
