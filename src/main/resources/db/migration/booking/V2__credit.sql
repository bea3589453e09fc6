-- A session may be paid with a credit; the price is then what is paid on top of it.
alter table booking.booking add column credit_lot uuid;
alter table booking.closing add column credit_used boolean not null default false;

create or replace function booking.keep_what_was_agreed() returns trigger language plpgsql as $$
begin
    if (new.price_minor, new.currency, new.due_at_booking_minor, new.terms, new.free_until_seconds, new.move_until_seconds,
        new.late_fee_basis_points, new.no_show_fee_basis_points, new.client_id, new.offering_id, new.credit_lot)
       is distinct from
       (old.price_minor, old.currency, old.due_at_booking_minor, old.terms, old.free_until_seconds, old.move_until_seconds,
        old.late_fee_basis_points, old.no_show_fee_basis_points, old.client_id, old.offering_id, old.credit_lot) then
        raise exception 'Price, terms and policy of booking % are as they were when it was booked', old.reference;
    end if;
    return new;
end $$;
