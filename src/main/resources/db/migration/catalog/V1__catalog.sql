create schema if not exists catalog;

-- One row: "only_row" can be nothing but true.
create table catalog.practice (
    only_row      boolean primary key default true check (only_row),
    name          text    not null,
    zone          text    not null,
    currency      char(3) not null,
    accent_colour text    not null,
    mail_from     text    not null,
    locale        text    not null
);

insert into catalog.practice (name, zone, currency, accent_colour, mail_from, locale)
values ('Your practice', 'UTC', 'EUR', '#2f6f4f', 'practice@localhost', 'en');

create table catalog.provider (
    id      uuid    primary key,
    name    text    not null,
    mail    text    not null,
    zone    text    not null,
    active  boolean not null,
    version integer not null
);

-- Durations are ISO 8601 text, such as PT1H.
create table catalog.offering (
    id                             uuid     primary key,
    slug                           text     not null unique,
    name                           text     not null,
    description                    text     not null,
    duration                       text     not null,
    price_minor             bigint   not null check (price_minor >= 0),
    price_currency                 char(3)  not null,
    terms_kind                     text     not null check (terms_kind in ('FREE', 'FULL', 'DEPOSIT')),
    terms_deposit_minor     bigint   check (terms_deposit_minor between 1 and price_minor),
    terms_deposit_currency         char(3)  check (terms_deposit_currency = price_currency),
    terms_deposit_basis_points     integer  check (terms_deposit_basis_points between 1 and 10000),
    policy_free_until              text     not null,
    policy_move_until              text     not null,
    policy_late_fee_basis_points   integer  not null check (policy_late_fee_basis_points between 0 and 10000),
    policy_no_show_fee_basis_points integer not null check (policy_no_show_fee_basis_points between 0 and 10000),
    forms                          text[]   not null,
    contracts                      text[]   not null,
    providers                      uuid[]   not null,
    place                          text     not null,
    active                         boolean  not null,
    version                        integer  not null,
    check ((terms_kind = 'FREE') = (price_minor = 0)),
    check ((terms_kind = 'DEPOSIT') = (num_nonnulls(terms_deposit_minor, terms_deposit_basis_points) = 1)),
    check (num_nonnulls(terms_deposit_minor, terms_deposit_currency) in (0, 2))
);
