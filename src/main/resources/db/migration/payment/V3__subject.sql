-- A payment is for a booking, a package sale or a retainer's period; who pays, as Stripe's customer, is kept apart from it.
alter table payment.payment rename column booking to subject;
alter table payment.payment rename column booking_reference to subject_reference;
alter table payment.payment add column subject_kind text not null default 'BOOKING' check (subject_kind in ('BOOKING', 'PACKAGE', 'RETAINER'));
alter table payment.payment add column payer uuid;
update payment.payment set payer = subject;
alter table payment.payment alter column payer set not null;
alter table payment.payment alter column subject_kind drop default;

alter table payment.payment drop constraint payment_purpose_check;
alter table payment.payment add constraint payment_purpose_check check (purpose in ('FULL_PRICE', 'DEPOSIT', 'BALANCE', 'FEE', 'PACKAGE'));

alter table payment.refund rename column booking to subject;
alter index payment.refund_by_booking rename to refund_by_subject;
alter table payment.customer rename column booking to payer;
alter table payment.card rename column booking to payer;
