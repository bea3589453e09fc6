create schema if not exists client;

create table client.client (
    id               uuid        primary key,
    name             text        not null check (name <> ''),
    mail             text        not null,
    phone            text,
    zone             text        not null,
    locale           text        not null,
    mail_verified_at timestamptz
);

create unique index client_mail on client.client (lower(mail));

create table client.consent (
    id          bigint      generated always as identity primary key,
    client_id   uuid        not null references client.client,
    kind        text        not null,
    text        text        not null,
    text_sha256 char(64)    not null check (text_sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
    address     text        not null,
    user_agent  text        not null,
    given_at    timestamptz not null
);

create index consent_client on client.consent (client_id, given_at);

-- A consent is evidence: nobody rewrites it.
create function client.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'A consent is evidence and is never changed or deleted';
end
$$;

create trigger consent_is_evidence before update or delete or truncate on client.consent execute function client.refuse_change();

-- Only the hash of a link's token is kept: whoever reads this table cannot open a link.
create table client.link (
    token_sha256 bytea       primary key check (length(token_sha256) = 32),
    client_id    uuid        not null references client.client,
    subject      uuid        not null,
    channel      text        not null check (channel in ('BROWSER', 'MAIL')),
    issued_at    timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz
);

create index link_subject on client.link (subject);
