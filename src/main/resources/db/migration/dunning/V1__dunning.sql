create schema if not exists dunning;

-- A payment that a charge did not bring, until it is recovered or written off. A payment is dunned once.
create table dunning.debt (
    payment              uuid        primary key,
    version              integer     not null,
    client               uuid        not null,
    purpose              text        not null,
    subject              uuid        not null,
    payer                uuid        not null,
    amount_minor         bigint      not null check (amount_minor > 0),
    currency             char(3)     not null check (currency ~ '^[A-Z]{3}$'),
    status               text        not null check (status in ('OPEN', 'RECOVERED', 'WRITTEN_OFF', 'DROPPED')),
    obstacle             text        not null check (obstacle in ('NO_CARD', 'HARD_DECLINE', 'AUTHENTICATION', 'INSUFFICIENT_FUNDS', 'SOFT_DECLINE')),
    tried_card           text,
    episode              integer     not null,
    episode_day          integer     not null check (episode_day >= 0),
    opened_at            timestamptz not null,
    day_zero             date        not null,
    last_step_at         timestamptz not null,
    retried_at           timestamptz,
    next_action          text        check (next_action in ('RETRY', 'MAIL_CLIENT', 'ALERT_STAFF', 'SUSPEND_BOOKING', 'RELEASE_SESSIONS', 'GIVE_UP')),
    next_day             integer,
    next_at              timestamptz,
    plan                 integer     not null,
    retry_wanted         boolean     not null,
    suspends             boolean     not null,
    extended_until       date,
    write_off_reason     text,
    written_off_by       text,
    settled_at           timestamptz,
    process_instance_key bigint,
    constraint a_write_off_has_both check ((write_off_reason is null) = (written_off_by is null)),
    constraint settled_has_time check ((status = 'OPEN') = (settled_at is null)),
    constraint a_plan_is_whole check ((next_action is null) = (next_at is null) and (next_action is null) = (next_day is null)),
    constraint nothing_is_planned_for_the_settled check (status = 'OPEN' or next_action is null)
);

create index debt_open on dunning.debt (next_at, opened_at) where status = 'OPEN';
create index debt_open_by_payer on dunning.debt (payer) where status = 'OPEN';
create index debt_open_by_client on dunning.debt (client) where status = 'OPEN';

-- Lines of the schedule that a debt has behind it.
create table dunning.step_done (
    payment uuid        not null references dunning.debt,
    episode integer     not null,
    day     integer     not null,
    action  text        not null,
    at      timestamptz not null,
    primary key (payment, episode, day, action)
);

-- What happened to a debt, for its timeline.
create table dunning.change (
    id      bigint      generated always as identity primary key,
    debt    uuid        not null references dunning.debt,
    at      timestamptz not null,
    what    text        not null,
    by_whom text        not null
);

create index change_by_debt on dunning.change (debt, id);
