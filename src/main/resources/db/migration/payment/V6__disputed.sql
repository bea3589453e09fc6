-- What clients' banks took back of payments. While a dispute is open it is disputed; then it came back, or it is lost.
alter table payment.payment add column disputed_minor bigint not null default 0 check (disputed_minor >= 0);
alter table payment.payment add column lost_minor bigint not null default 0 check (lost_minor >= 0);
-- Money leaves once: what went back to the client and what the bank took are parts of what came.
alter table payment.payment add constraint never_taken_twice check (refunded_minor + disputed_minor + lost_minor <= collected_minor);

-- A dispute's money, by Stripe's id. Counted is what the payment takes notice of: a bank may take what was refunded already.
create table payment.disputed (
    dispute text primary key,
    payment uuid not null references payment.payment,
    attempt uuid not null references payment.attempt,
    amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    counted_minor bigint not null check (counted_minor between 0 and amount_minor),
    state text not null check (state in ('CLAIMED', 'WITHDRAWN', 'RETURNED', 'LOST', 'DROPPED')),
    fee_minor bigint not null,
    fee_currency char(3) not null check (fee_currency ~ '^[A-Z]{3}$'),
    fees integer not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    version integer not null,
    constraint closed_has_time check ((state in ('CLAIMED', 'WITHDRAWN')) = (closed_at is null))
);

create index disputed_by_payment on payment.disputed (payment);

alter table payment.refund drop constraint refund_decision_check;
alter table payment.refund add constraint refund_decision_check check (decision in ('TRY_AGAIN', 'PAID_OTHERWISE', 'DECLINE', 'GIVEN_BACK_BY_BANK'));
