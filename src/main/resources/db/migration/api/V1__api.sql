create schema if not exists api;

-- Only a key's hash is kept: whoever reads this table cannot use one.
create table api.api_key (
    id         uuid        primary key,
    name       text        not null check (name <> ''),
    key_sha256 bytea       not null unique check (length(key_sha256) = 32),
    created_by text        not null,
    created_at timestamptz not null,
    revoked_by text,
    revoked_at timestamptz,
    check ((revoked_by is null) = (revoked_at is null))
);

-- Which booking an Idempotency-Key made, and the SHA-256 of the order that came with it. The booking is only missing inside the transaction
-- that makes it: a second request with the same key waits there.
create table api.idempotency (
    api_key_id      uuid        not null references api.api_key,
    idempotency_key text        not null,
    body_sha256     bytea       not null check (length(body_sha256) = 32),
    booking_id      uuid,
    created_at      timestamptz not null,
    primary key (api_key_id, idempotency_key)
);
