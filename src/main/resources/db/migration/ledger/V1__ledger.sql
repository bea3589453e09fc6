create schema if not exists ledger;

create table ledger.entry (
    number bigint generated always as identity primary key,
    cause text not null check (cause <> ''),
    cause_id uuid not null,
    at timestamptz not null,
    unique (cause, cause_id)
);

create table ledger.line (
    entry bigint not null references ledger.entry,
    sequence bigint generated always as identity,
    account text not null check (account in ('STRIPE_BALANCE', 'OUTSIDE_STRIPE', 'RECEIVABLE', 'UNEARNED', 'REVENUE', 'REFUNDS', 'FEES', 'WRITTEN_OFF')),
    amount_minor bigint not null check (amount_minor <> 0),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    booking uuid,
    client uuid,
    primary key (entry, sequence)
);

create index line_by_account on ledger.line (account, currency) include (amount_minor);
create index line_by_booking on ledger.line (booking, account, currency) include (amount_minor) where booking is not null;

-- Append-only: what is written stays as it is. A mistake is corrected by another entry.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The ledger is append-only: % of % refused. Correct a mistake by another entry.', lower(tg_op), tg_table_name;
end $$;

create trigger entry_is_append_only before update or delete or truncate on ledger.entry for each statement execute function ledger.refuse_change();
create trigger line_is_append_only before update or delete or truncate on ledger.line for each statement execute function ledger.refuse_change();

-- Balanced: checked when the transaction commits, so that the lines of an entry can be written one by one.
create function ledger.require_balance() returns trigger language plpgsql as $$
declare
    checked bigint;
    unbalanced record;
begin
    if tg_table_name = 'entry' then checked := new.number; else checked := new.entry; end if;
    if not exists (select from ledger.line where entry = checked) then
        raise exception 'Ledger entry % has no lines.', checked;
    end if;
    select currency, sum(amount_minor) as difference into unbalanced
        from ledger.line where entry = checked group by currency having sum(amount_minor) <> 0 limit 1;
    if found then
        raise exception 'Ledger entry % does not balance: it is off by % minor units of %.', checked, unbalanced.difference, unbalanced.currency;
    end if;
    return null;
end $$;

create constraint trigger entry_balances after insert on ledger.entry deferrable initially deferred for each row execute function ledger.require_balance();
create constraint trigger line_balances after insert on ledger.line deferrable initially deferred for each row execute function ledger.require_balance();
