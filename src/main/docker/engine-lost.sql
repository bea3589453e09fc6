-- For a database that goes on with an empty engine: what the engine was told is forgotten here, so that it is told again.
-- Whatever is not over asks for a flow again by itself; what is listed at the end is lost to the engine and needs a person.
begin;
delete from engine.deployment;
delete from engine.open_job;
delete from engine.incident;
update booking.booking set taken_up_at = null, version = version + 1 where status in ('HELD', 'CONFIRMED');
update packages.sale set taken_up_at = null, version = version + 1 where status in ('REQUESTED', 'ACTIVE');
update retainer.retainer set taken_up_at = null, version = version + 1 where status <> 'ENDED';
update dispute.dispute set taken_up_at = null, version = version + 1 where status in ('OPEN', 'SUBMITTED');
commit;

-- Held bookings, packages that were asked for and periods that are due collect theirs again by themselves.
select reference as "payment owed: not collected by itself", subject_reference, purpose, amount_minor, currency
from payment.payment where status = 'OWED' and subject not in (
    select id from booking.booking where status = 'HELD'
    union select id from packages.sale where status = 'REQUESTED'
    union select period.id from retainer.period join retainer.retainer on retainer.id = period.retainer
        where period.kind = 'RENEWAL' and period.status = 'DUE' and retainer.status <> 'ENDED')
order by created_at;

select reference as "refund under way: look at Stripe", status, amount_minor, currency
from payment.refund where status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'FAILED') order by created_at;
