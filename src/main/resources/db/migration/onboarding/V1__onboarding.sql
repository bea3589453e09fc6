create schema if not exists onboarding;

-- What forms and contracts of a subject (a booking) may mention, by placeholder name.
create table onboarding.fact (
    subject_id uuid primary key,
    facts      jsonb not null
);

create table onboarding.step (
    id               uuid primary key,
    subject_id       uuid not null,
    client_id        uuid not null,
    kind             text not null check (kind in ('FORM', 'CONTRACT')),
    name             text not null,
    title            text not null,
    document_version integer not null,
    position         integer not null,
    status           text not null check (status in ('PLANNED', 'OPEN', 'DONE', 'CLOSED')),
    version          integer not null,
    unique (subject_id, kind, name)
);
create unique index one_open_step_per_subject on onboarding.step (subject_id) where status = 'OPEN';

-- Every published version of a contract; never changed afterwards.
create table onboarding.contract (
    name         text not null,
    version      integer not null check (version > 0),
    sha256       char(64) not null,
    markdown     text not null,
    published_at timestamptz not null,
    published_by text not null,
    primary key (name, version)
);

-- One record per signature, each chained to the one before by its hash.
create table onboarding.evidence (
    sequence         bigint primary key check (sequence > 0),
    hash             char(64) not null unique,
    previous_hash    char(64) not null unique,
    step_id          uuid not null unique,
    subject_id       uuid not null,
    client_id        uuid not null,
    contract         text not null,
    contract_version integer not null,
    title            text not null,
    text             text not null,
    text_sha256      char(64) not null,
    consent          text not null,
    signer           text not null,
    drawn            bytea,
    signed_at        timestamptz not null,
    address          text not null,
    user_agent       text not null,
    mail             text not null,
    mail_verified_at timestamptz,
    foreign key (contract, contract_version) references onboarding.contract
);
create index evidence_by_subject on onboarding.evidence (subject_id);
create index evidence_by_client on onboarding.evidence (client_id, text_sha256);

create function onboarding.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '%.% is append-only: a record, once written, is never changed or deleted', tg_table_schema, tg_table_name;
end $$;

create trigger evidence_is_append_only before update or delete or truncate on onboarding.evidence
    for each statement execute function onboarding.refuse_change();
create trigger contract_is_append_only before update or delete or truncate on onboarding.contract
    for each statement execute function onboarding.refuse_change();
