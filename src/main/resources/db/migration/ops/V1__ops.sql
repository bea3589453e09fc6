create schema if not exists ops;

-- Who may sign in to the console. Nobody is deleted, because timelines name them: they are made inactive.
create table ops.staff (
    id            uuid        primary key,
    name          text        not null,
    mail          text        not null,
    password_hash text        not null,
    active        boolean     not null,
    created_at    timestamptz not null
);
create unique index staff_by_mail on ops.staff (lower(mail));
