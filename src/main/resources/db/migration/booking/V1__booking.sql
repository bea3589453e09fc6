create schema if not exists booking;

-- One client, one offering, one slot, with an immutable copy of price, terms and policy as they were when booked.
create table booking.booking (
    id                   uuid primary key,
    version              integer not null,
    reference            text not null unique,
    request_key          text not null unique,
    client_id            uuid not null,
    client_name          text not null,
    provider_id          uuid not null,
    offering_id          uuid not null,
    offering_name        text not null,
    place                text not null,
    status               text not null check (status in ('HELD', 'CONFIRMED', 'DELIVERED', 'CANCELLED', 'NOT_SHOWN', 'EXPIRED')),
    starts_at            timestamptz not null,
    ends_at              timestamptz not null,
    hold_expires_at      timestamptz not null,
    client_zone          text not null,
    currency             char(3) not null,
    price_minor          bigint not null check (price_minor >= 0),
    due_at_booking_minor bigint not null check (due_at_booking_minor between 0 and price_minor),
    terms                text not null check (terms in ('FREE', 'FULL', 'DEPOSIT')),
    free_until_seconds   bigint not null,
    move_until_seconds   bigint not null,
    late_fee_basis_points    integer not null check (late_fee_basis_points between 0 and 10000),
    no_show_fee_basis_points integer not null check (no_show_fee_basis_points between 0 and 10000),
    forms                text[] not null,
    contracts            text[] not null,
    moves                integer not null,
    moved_from           timestamptz,
    created_at           timestamptz not null,
    taken_up_at          timestamptz,
    process_instance_key bigint,
    check (ends_at > starts_at),
    check ((moves > 0) = (moved_from is not null))
);
create index booking_by_start on booking.booking (starts_at);
create index booking_by_client on booking.booking (client_id, starts_at);
create index booking_not_taken_up on booking.booking (created_at) where taken_up_at is null;

create function booking.keep_what_was_agreed() returns trigger language plpgsql as $$
begin
    if (new.price_minor, new.currency, new.due_at_booking_minor, new.terms, new.free_until_seconds, new.move_until_seconds,
        new.late_fee_basis_points, new.no_show_fee_basis_points, new.client_id, new.offering_id)
       is distinct from
       (old.price_minor, old.currency, old.due_at_booking_minor, old.terms, old.free_until_seconds, old.move_until_seconds,
        old.late_fee_basis_points, old.no_show_fee_basis_points, old.client_id, old.offering_id) then
        raise exception 'Price, terms and policy of booking % are as they were when it was booked', old.reference;
    end if;
    return new;
end $$;
create trigger keep_what_was_agreed before update on booking.booking for each row execute function booking.keep_what_was_agreed();

-- How a booking ended without a session: who ended it, and what that costs as it was shown before.
create table booking.closing (
    booking_id     uuid primary key references booking.booking (id),
    reason         text not null check (reason in ('CLIENT_CANCELLED', 'STAFF_CANCELLED', 'NOT_SHOWN')),
    closed_by      text not null,
    closed_at      timestamptz not null,
    fee_minor      bigint not null check (fee_minor >= 0),
    currency       char(3) not null,
    review_ends_at timestamptz,
    confirmed_by   text,
    waived_by      text,
    waived_because text,
    settled_at     timestamptz
);

create index closing_unsettled on booking.closing (closed_at) where settled_at is null;

-- What happened to a booking, for its timeline.
create table booking.change (
    id         bigint generated always as identity primary key,
    booking_id uuid not null references booking.booking (id),
    at         timestamptz not null,
    what       text not null,
    by_whom    text not null
);
create index change_by_booking on booking.change (booking_id, id);
