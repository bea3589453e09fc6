create schema if not exists dispute;

-- A client's bank wants money of a payment back.
create table dispute.dispute (
    id uuid primary key,
    reference text not null unique,
    -- Stripe's id: whatever is told of it, and however often, it is one dispute.
    stripe_dispute text not null unique,
    payment uuid not null,
    client uuid not null,
    subject_kind text not null check (subject_kind in ('BOOKING', 'PACKAGE', 'RETAINER')),
    subject uuid not null,
    subject_reference text not null,
    payer uuid not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    fee_minor bigint not null,
    fee_currency char(3) not null check (fee_currency ~ '^[A-Z]{3}$'),
    reason text not null,
    inquiry boolean not null,
    status text not null check (status in ('OPEN', 'SUBMITTED', 'WON', 'LOST', 'DROPPED')),
    answer_by timestamptz,
    decision text check (decision in ('SUBMIT', 'ACCEPT', 'NONE')),
    decided_by text,
    decided_at timestamptz,
    words text not null,
    opened_at timestamptz not null,
    noticed_at timestamptz not null,
    answered_at timestamptz,
    closed_at timestamptz,
    taken_up_at timestamptz,
    process_instance_key bigint,
    version integer not null,
    constraint decided_by_somebody check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
    constraint closed_has_time check ((status in ('WON', 'LOST', 'DROPPED')) = (closed_at is not null))
);

create index dispute_open on dispute.dispute (answer_by) where status in ('OPEN', 'SUBMITTED');
create index dispute_by_payment on dispute.dispute (payment);
create index dispute_by_subject on dispute.dispute (subject);
create index dispute_by_client on dispute.dispute (client, opened_at);
create index dispute_not_taken_up on dispute.dispute (noticed_at) where taken_up_at is null;

-- The evidence as it was assembled, once: what it says, and the pages the bank gets.
create table dispute.pack (
    dispute uuid primary key references dispute.dispute,
    facts jsonb not null,
    pdf bytea not null check (octet_length(pdf) <= 5000000),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    assembled_at timestamptz not null
);

create function dispute.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Assembled evidence is kept as it is: % of % refused.', lower(tg_op), tg_table_name;
end $$;

create trigger pack_stays before update or delete on dispute.pack for each row execute function dispute.refuse_change();

create table dispute.change (
    id bigint generated always as identity primary key,
    dispute uuid not null references dispute.dispute,
    at timestamptz not null,
    what text not null,
    by_whom text not null
);

create index change_by_dispute on dispute.change (dispute, id);
