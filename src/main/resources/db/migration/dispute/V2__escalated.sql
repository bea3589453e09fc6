-- A bank that asked and then takes the money does both under one id of Stripe's: the inquiry is over, and the dispute is a row of its own.
alter table dispute.dispute drop constraint dispute_stripe_dispute_key;
create unique index dispute_once on dispute.dispute (stripe_dispute) where status <> 'ESCALATED';

alter table dispute.dispute drop constraint dispute_status_check;
alter table dispute.dispute add constraint dispute_status_check check (status in ('OPEN', 'SUBMITTED', 'WON', 'LOST', 'DROPPED', 'ESCALATED'));
alter table dispute.dispute drop constraint closed_has_time;
alter table dispute.dispute add constraint closed_has_time check ((status in ('WON', 'LOST', 'DROPPED', 'ESCALATED')) = (closed_at is not null));

-- How often evidence was handed in while the bank only asked: it answers the dispute no more.
alter table dispute.dispute add column submissions_before bigint not null default 0;
