-- Links that sign a client in, each once. As with other links, only the hash of the token is kept.
create table client.sign_in_link (
    token_sha256 bytea       primary key check (length(token_sha256) = 32),
    client_id    uuid        not null references client.client,
    issued_at    timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz -- used, or ended by signing out everywhere
);

create index sign_in_link_client on client.sign_in_link (client_id) where ended_at is null;

-- The browsers in which clients are signed in, each known by the hash of its cookie.
create table client.sign_in (
    token_sha256 bytea       primary key check (length(token_sha256) = 32),
    client_id    uuid        not null references client.client,
    began_at     timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz
);

create index sign_in_client on client.sign_in (client_id) where ended_at is null;

create index link_client on client.link (client_id) where revoked_at is null;
