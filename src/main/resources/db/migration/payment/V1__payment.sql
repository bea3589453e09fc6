create schema if not exists payment;

-- One amount owed by one client for one reason.
create table payment.payment (
    id uuid primary key,
    reference text not null unique,
    client uuid not null,
    booking uuid not null,
    booking_reference text not null,
    purpose text not null check (purpose in ('FULL_PRICE', 'DEPOSIT', 'BALANCE', 'FEE')),
    amount_minor bigint not null check (amount_minor > 0),
    collected_minor bigint not null check (collected_minor >= 0),
    refunding_minor bigint not null check (refunding_minor >= 0),
    refunded_minor bigint not null check (refunded_minor >= 0),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    status text not null check (status in ('OWED', 'PAID', 'CLOSED', 'WRITTEN_OFF')),
    description text not null,
    keep_card boolean not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    asks integer not null,
    reminders integer not null,
    reminded_at timestamptz,
    decision_waits boolean not null,
    version integer not null,
    -- A booking owes once for each purpose: asking twice is one debt.
    constraint payment_owed_once unique (booking, purpose),
    constraint never_more_back_than_came check (collected_minor - refunding_minor - refunded_minor >= 0),
    constraint never_kept_more_than_owed check (collected_minor - refunding_minor - refunded_minor <= amount_minor),
    constraint settled_has_time check ((status = 'OWED') = (settled_at is null)),
    constraint paid_is_collected check (status <> 'PAID' or collected_minor >= amount_minor)
);

create index payment_owed on payment.payment (created_at) where status = 'OWED';

-- One try to collect a payment.
create table payment.attempt (
    id uuid primary key,
    payment uuid not null references payment.payment,
    kind text not null check (kind in ('CHECKOUT', 'CARD')),
    status text not null check (status in ('CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN', 'FAILED', 'SUCCEEDED')),
    amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    customer text not null,
    payment_method text,
    session text unique,
    intent text unique,
    page_address text,
    return_to text,
    expires_at timestamptz,
    collected_minor bigint not null check (collected_minor >= 0),
    failure text,
    sent_first_at timestamptz,
    sent_last_at timestamptz,
    sent_count integer not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    next_check_at timestamptz,
    checks integer not null,
    version integer not null,
    constraint money_only_when_succeeded check ((status = 'SUCCEEDED') = (collected_minor > 0)),
    constraint settled_has_time check ((status in ('FAILED', 'SUCCEEDED')) = (settled_at is not null)),
    constraint kinds_have_their_columns check (case kind when 'CARD' then payment_method is not null else return_to is not null and expires_at is not null end)
);

-- At most one page open or charge under way per payment.
create unique index attempt_live_once on payment.attempt (payment) where status in ('CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN');
create index attempt_by_payment on payment.attempt (payment, created_at);
create index payment_by_client on payment.payment (client);
create index attempt_due on payment.attempt (next_check_at) where status in ('CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN');

-- Money of a payment that goes back.
create table payment.refund (
    id uuid primary key,
    reference text not null unique,
    payment uuid not null references payment.payment,
    booking uuid not null,
    attempt uuid not null references payment.attempt,
    name text not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    reason text not null check (reason in ('CANCELLATION', 'GOODWILL', 'SURPLUS')),
    source text not null,
    requested_by text not null,
    status text not null check (status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'SUCCEEDED', 'FAILED', 'CLOSED')),
    tries integer not null,
    stripe_refund text unique,
    failure text,
    decision text check (decision in ('TRY_AGAIN', 'PAID_OTHERWISE', 'DECLINE')),
    sent_first_at timestamptz,
    sent_last_at timestamptz,
    sent_count integer not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    next_check_at timestamptz,
    checks integer not null,
    version integer not null,
    -- Asked again under the same name, nothing more is refunded.
    constraint refund_wanted_once unique (payment, name),
    constraint settled_has_time check ((status in ('SUCCEEDED', 'FAILED', 'CLOSED')) = (settled_at is not null))
);

create index refund_by_booking on payment.refund (booking, created_at);
create index refund_due on payment.refund (next_check_at) where next_check_at is not null;
create index refund_open on payment.refund (created_at) where status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'FAILED');

-- A booking's customer at Stripe.
create table payment.customer (
    booking uuid primary key,
    stripe_customer text not null unique,
    created_at timestamptz not null
);

-- The card that a client let us keep for a booking. Dead: it must never be charged again.
create table payment.card (
    booking uuid primary key,
    client uuid not null,
    payment_method text not null,
    brand text not null,
    last_four text not null check (last_four ~ '^[0-9]{4}$'),
    expiry_month integer not null check (expiry_month between 1 and 12),
    expiry_year integer not null,
    kept_at timestamptz not null,
    dead_at timestamptz,
    dead_why text,
    constraint dead_has_reason check ((dead_at is null) = (dead_why is null))
);

create index card_by_client on payment.card (client, kept_at);

-- What Stripe told us, as it came, each event once.
create table payment.stripe_event (
    id text primary key,
    type text not null,
    payload text not null,
    received_at timestamptz not null,
    next_try_at timestamptz not null,
    tries integer not null default 0,
    problem text,
    processed_at timestamptz,
    result text
);

create index stripe_event_unprocessed on payment.stripe_event (next_try_at) where processed_at is null;
