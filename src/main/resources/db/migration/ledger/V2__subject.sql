-- A line is about a booking, a package sale, a retainer's period or a credit lot.
alter table ledger.line rename column booking to subject;
alter index ledger.line_by_booking rename to line_by_subject;

alter table ledger.line drop constraint line_account_check;
alter table ledger.line add constraint line_account_check check (account in
    ('STRIPE_BALANCE', 'OUTSIDE_STRIPE', 'RECEIVABLE', 'UNEARNED', 'REVENUE', 'REFUNDS', 'FEES', 'EXPIRED_CREDITS', 'WRITTEN_OFF'));
