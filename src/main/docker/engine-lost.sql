-- For a database that goes on with an empty engine: what the engine was told is forgotten here, so that it is told again.
-- Bookings that are not over ask for a flow again by themselves; what is listed at the end is lost to the engine and needs a person.
begin;
delete from engine.deployment;
delete from engine.open_job;
delete from engine.incident;
update booking.booking set taken_up_at = null, version = version + 1 where status in ('HELD', 'CONFIRMED');
commit;

select reference as "payment owed: not collected by itself", subject_reference, purpose, amount_minor, currency
from payment.payment where status = 'OWED' and purpose in ('BALANCE', 'FEE') order by created_at;

select reference as "refund under way: look at Stripe", status, amount_minor, currency
from payment.refund where status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'FAILED') order by created_at;
