create schema if not exists notification;

create table notification.mail (
    number bigint generated always as identity primary key,
    kind text not null,
    subject uuid not null,
    discriminator text not null,
    recipient text not null,
    title text not null,
    text text not null,
    html text not null,
    link text,
    written_at timestamptz not null,
    tries integer not null default 0,
    next_try_at timestamptz not null,
    problem text,
    sent_at timestamptz,
    unique (kind, subject, discriminator),
    -- A link opens the client's pages: it is not kept longer than needed.
    check (sent_at is null or link is null)
);

create index mail_unsent on notification.mail (next_try_at) where sent_at is null;
create index mail_by_subject on notification.mail (subject, written_at);

create table notification.attachment (
    mail bigint not null references notification.mail on delete cascade,
    filename text not null,
    content_type text not null,
    content bytea not null,
    primary key (mail, filename)
);
