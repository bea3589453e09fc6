-- A retainer's period is paid for.
alter table payment.payment drop constraint payment_purpose_check;
alter table payment.payment add constraint payment_purpose_check check (purpose in ('FULL_PRICE', 'DEPOSIT', 'BALANCE', 'FEE', 'PACKAGE', 'RETAINER_PERIOD'));
