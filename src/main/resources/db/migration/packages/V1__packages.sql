create schema if not exists packages;

-- One package sold to one client, with an immutable copy of what was agreed.
create table packages.sale (
    id                   uuid        primary key,
    version              integer     not null,
    reference            text        not null unique,
    request_key          text        not null unique,
    client_id            uuid        not null,
    client_name          text        not null,
    client_zone          text        not null,
    offer_id             uuid        not null,
    name                 text        not null,
    credits              integer     not null check (credits > 0),
    price_minor          bigint      not null check (price_minor > 0),
    currency             char(3)     not null,
    offerings            uuid[]      not null,
    surcharges_minor     bigint[]    not null check (cardinality(surcharges_minor) = cardinality(offerings)),
    contracts            text[]      not null,
    ends_at              timestamptz,
    grace_days           integer     not null check (grace_days >= 0),
    shareable            boolean     not null,
    -- Who pays, see payment.Subject: the first sale of a row of renewals.
    payer                uuid        not null,
    renews               uuid        references packages.sale,
    sold_by              text        not null,
    status               text        not null check (status in ('REQUESTED', 'ACTIVE', 'USED_UP', 'EXPIRED', 'REFUNDED', 'LAPSED', 'CANCELLED')),
    pay_until            timestamptz not null,
    created_at           timestamptz not null,
    ended_at             timestamptz,
    taken_up_at          timestamptz,
    process_instance_key bigint,
    check ((status in ('REQUESTED', 'ACTIVE')) = (ended_at is null))
);
-- One renewal of a sale, however many tabs ask for it; another try when that was not paid.
create unique index sale_renewed_once on packages.sale (renews) where status not in ('LAPSED', 'CANCELLED');
create index sale_by_client on packages.sale (client_id, created_at);
create index sale_by_payer on packages.sale (payer, created_at);
create index sale_not_taken_up on packages.sale (created_at) where taken_up_at is null;
create index sale_open on packages.sale (created_at) where status in ('REQUESTED', 'ACTIVE');

create function packages.keep_what_was_agreed() returns trigger language plpgsql as $$
begin
    if (new.client_id, new.credits, new.price_minor, new.currency, new.offerings, new.surcharges_minor, new.grace_days, new.payer)
       is distinct from
       (old.client_id, old.credits, old.price_minor, old.currency, old.offerings, old.surcharges_minor, old.grace_days, old.payer) then
        raise exception 'What was agreed for package % stays as it was when it was sold', old.reference;
    end if;
    return new;
end $$;
create trigger keep_what_was_agreed before update on packages.sale for each row execute function packages.keep_what_was_agreed();

-- What happened to a sale, for its timeline.
create table packages.change (
    id      bigint generated always as identity primary key,
    sale    uuid        not null references packages.sale,
    at      timestamptz not null,
    what    text        not null,
    by_whom text        not null
);
create index change_by_sale on packages.change (sale, id);
