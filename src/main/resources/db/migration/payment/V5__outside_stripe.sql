-- Money that staff got in cash or by bank transfer: an attempt that Stripe knows nothing of.
alter table payment.attempt drop constraint attempt_kind_check;
alter table payment.attempt add constraint attempt_kind_check check (kind in ('CHECKOUT', 'CARD', 'OUTSIDE'));
alter table payment.attempt alter column customer drop not null;
alter table payment.attempt add column means text check (means in ('CASH', 'BANK_TRANSFER'));
alter table payment.attempt add column got_by text;
alter table payment.attempt drop constraint kinds_have_their_columns;
alter table payment.attempt add constraint kinds_have_their_columns check (case kind
    when 'CARD' then customer is not null and payment_method is not null
    when 'CHECKOUT' then customer is not null and return_to is not null and expires_at is not null
    else status = 'SUCCEEDED' and means is not null and got_by is not null end);

create index payment_by_payer on payment.payment (payer);
