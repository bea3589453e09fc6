-- A session of a retainer's period that is still to come waits for its renewal, which pays for it with a credit.
alter table booking.booking add column funding text not null default 'FUNDED' check (funding in ('FUNDED', 'UNFUNDED', 'BILLED'));
-- The retainer whose renewal it waits or waited for.
alter table booking.booking add column retainer uuid;
-- What the session costs if no credit ever pays for it.
alter table booking.booking add column session_price_minor bigint not null default 0 check (session_price_minor >= 0);
alter table booking.booking add constraint a_waiting_one_knows_for_what check (funding = 'FUNDED' or retainer is not null and credit_lot is null);

create index booking_unfunded on booking.booking (retainer, starts_at) where funding = 'UNFUNDED' and status in ('HELD', 'CONFIRMED', 'DELIVERED');

-- Which credit pays may change where a retainer is waited for, and nowhere else; what was agreed for the session never does.
create or replace function booking.keep_what_was_agreed() returns trigger language plpgsql as $$
begin
    if (new.price_minor, new.currency, new.due_at_booking_minor, new.terms, new.free_until_seconds, new.move_until_seconds,
        new.late_fee_basis_points, new.no_show_fee_basis_points, new.client_id, new.offering_id)
       is distinct from
       (old.price_minor, old.currency, old.due_at_booking_minor, old.terms, old.free_until_seconds, old.move_until_seconds,
        old.late_fee_basis_points, old.no_show_fee_basis_points, old.client_id, old.offering_id)
       or new.retainer is null and new.credit_lot is distinct from old.credit_lot
       or old.retainer is not null and new.retainer is distinct from old.retainer then
        raise exception 'Price, terms and policy of booking % are as they were when it was booked', old.reference;
    end if;
    return new;
end $$;

-- A session that waited in vain is released: by the flow, and it says why.
alter table booking.closing drop constraint closing_reason_check;
alter table booking.closing add constraint closing_reason_check check (reason in ('CLIENT_CANCELLED', 'STAFF_CANCELLED', 'NOT_SHOWN', 'RELEASED'));
alter table booking.closing add column because text check (because is null or reason = 'RELEASED');
