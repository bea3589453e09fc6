-- A line may say which offering earned it, and stands under its entry's time, so that an index alone answers for any instant.
alter table ledger.line add column offering uuid;
alter table ledger.line add column at timestamptz;

-- This is no change of what was written: the time is copied from the entry.
alter table ledger.line disable trigger line_is_append_only;
update ledger.line l set at = e.at from ledger.entry e where e.number = l.entry;
alter table ledger.line enable trigger line_is_append_only;
alter table ledger.line alter column at set not null;

create function ledger.take_time_of_entry() returns trigger language plpgsql as $$
begin
    select e.at into strict new.at from ledger.entry e where e.number = new.entry;
    return new;
end $$;

create trigger line_takes_time_of_entry before insert on ledger.line for each row execute function ledger.take_time_of_entry();

-- Balances and listings of an account as of an instant, the trial balance, and what each offering earned.
drop index ledger.line_by_account;
create index line_by_account on ledger.line (account, currency, at, sequence) include (amount_minor, offering);

-- How a client stands, and a client's statement.
create index line_by_client on ledger.line (client, at, sequence) include (account, currency, amount_minor) where client is not null;

alter table ledger.line drop constraint line_account_check;
alter table ledger.line add constraint line_account_check check (account in
    ('STRIPE_BALANCE', 'BANK', 'OUTSIDE_STRIPE', 'DISPUTES', 'RECEIVABLE', 'UNEARNED', 'REFUNDS', 'REVENUE', 'FEES', 'EXPIRED_CREDITS',
     'STRIPE_FEES', 'WRITTEN_OFF', 'DISPUTE_LOSSES'));
