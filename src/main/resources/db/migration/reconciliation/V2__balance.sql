-- What Stripe itself said lay there when a run read its books. Empty for a run during which it kept moving.
create table reconciliation.balance (
    run uuid not null references reconciliation.run (id),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    minor bigint not null,
    primary key (run, currency)
);

-- What lay at Stripe before the first movement that Upfront ever read: the account may be older than the installation.
create table reconciliation.brought_along (
    currency char(3) primary key check (currency ~ '^[A-Z]{3}$'),
    minor bigint not null
);
