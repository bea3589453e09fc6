-- Since when Stripe owes an answer: from then on it is asked after 5 minutes, an hour, and every day.
alter table payment.attempt add column unknown_since timestamptz;
alter table payment.refund add column unknown_since timestamptz;

update payment.attempt set unknown_since = coalesce(sent_last_at, created_at) where status = 'UNKNOWN';
update payment.refund set unknown_since = coalesce(sent_last_at, created_at) where status = 'UNKNOWN';

alter table payment.attempt add constraint unknown_since_some_time check ((status = 'UNKNOWN') = (unknown_since is not null));
alter table payment.refund add constraint unknown_since_some_time check ((status = 'UNKNOWN') = (unknown_since is not null));

create index attempt_unknown on payment.attempt (unknown_since) where unknown_since is not null;
create index refund_unknown on payment.refund (unknown_since) where unknown_since is not null;
