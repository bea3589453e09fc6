-- For a database that goes on with an empty engine: what the engine was told is forgotten here, so that it is told again.
-- Unfinished steps ask again by themselves; the flows of the bookings and refunds listed at the end are lost and need a person.
begin;
delete from engine.deployment;
delete from engine.open_job;
delete from engine.incident;
update booking.booking set taken_up_at = null, version = version + 1 where status = 'HELD';
commit;

select reference as "confirmed booking: no reminder, not delivered by itself, its balance not collected", starts_at
from booking.booking where status = 'CONFIRMED' order by starts_at;

select reference as "payment owed: not collected by itself, unless its booking asks again", booking_reference, purpose, amount_minor, currency
from payment.payment where status = 'OWED' order by created_at;

select reference as "refund under way: look at Stripe", status, amount_minor, currency
from payment.refund where status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'FAILED') order by created_at;
