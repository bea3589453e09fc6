create schema if not exists credits;

-- Prepaid sessions that were granted together. Every credit is in exactly one of five states; the value that is left is what is received and not yet earned.
create table credits.lot (
    id               uuid        primary key,
    version          integer     not null,
    reference        text        not null unique,
    client           uuid        not null,
    -- Who paid for it, see payment.Subject: whoever holds that link may use the credits without a sign-in.
    payer            uuid        not null,
    -- What granted it: a package sale or a retainer's period. Granting again under the same source is one lot.
    source           uuid        not null unique,
    source_reference text        not null,
    name             text        not null,
    bought           integer     not null check (bought > 0),
    free             integer     not null check (free >= 0),
    held             integer     not null check (held >= 0),
    used             integer     not null check (used >= 0),
    expired          integer     not null check (expired >= 0),
    refunded         integer     not null check (refunded >= 0),
    value_minor      bigint      not null check (value_minor >= 0),
    value_left_minor bigint      not null check (value_left_minor between 0 and value_minor),
    currency         char(3)     not null check (currency ~ '^[A-Z]{3}$'),
    granted_at       timestamptz not null,
    expires_at       timestamptz,
    grace_seconds    bigint      not null check (grace_seconds >= 0),
    -- What a credit pays for, and at the same position what is paid on top of it.
    offerings        uuid[]      not null,
    surcharges_minor bigint[]    not null check (cardinality(surcharges_minor) = cardinality(offerings)),
    constraint every_credit_is_somewhere check (bought = free + held + used + expired + refunded),
    constraint nothing_is_left_of_a_finished_lot check (free + held > 0 or value_left_minor = 0)
);

create index lot_by_client on credits.lot (client, expires_at);
create index lot_by_payer on credits.lot (payer, expires_at);

-- Who may use the lot besides its client: a household, a company.
create table credits.sharer (
    lot    uuid not null references credits.lot,
    client uuid not null,
    primary key (lot, client)
);
create index sharer_by_client on credits.sharer (client);

-- One credit that a booking has taken: held, then used, or back in its lot.
create table credits.hold (
    booking     uuid        primary key,
    lot         uuid        not null references credits.lot,
    status      text        not null check (status in ('HELD', 'USED', 'RELEASED')),
    held_at     timestamptz not null,
    settled_at  timestamptz,
    value_minor bigint,
    constraint settled_has_time check ((status = 'HELD') = (settled_at is null)),
    constraint used_has_value check ((status = 'USED') = (value_minor is not null))
);
create index hold_by_lot on credits.hold (lot, held_at);
