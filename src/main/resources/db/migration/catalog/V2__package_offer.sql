-- Packages on sale: sessions sold together.
create table catalog.package_offer (
    id               uuid     primary key,
    slug             text     not null unique,
    name             text     not null,
    description      text     not null,
    credits          integer  not null check (credits > 0),
    price_minor      bigint   not null check (price_minor > 0),
    price_currency   char(3)  not null,
    -- What a credit pays for, and at the same position what is paid on top of it.
    offerings        uuid[]   not null check (cardinality(offerings) > 0),
    surcharges_minor bigint[] not null check (cardinality(surcharges_minor) = cardinality(offerings)),
    valid_days       integer  check (valid_days > 0),
    valid_until      date,
    grace_days       integer  not null check (grace_days >= 0),
    shareable        boolean  not null,
    contracts        text[]   not null,
    active           boolean  not null,
    version          integer  not null,
    check (num_nonnulls(valid_days, valid_until) <= 1)
);
