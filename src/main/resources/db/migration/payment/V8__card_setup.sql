-- One try to keep a card without charging it; written before Stripe hears of it.
create table payment.card_setup (
    id uuid primary key,
    payer uuid not null,
    client uuid not null,
    customer text not null,
    return_to text not null,
    status text not null check (status in ('CREATED', 'OPEN', 'KEPT', 'ENDED')),
    session text unique,
    page_address text,
    why text,
    expires_at timestamptz not null,
    sent_count integer not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    next_check_at timestamptz not null,
    checks integer not null,
    constraint settled_has_time check ((status in ('KEPT', 'ENDED')) = (settled_at is not null)),
    constraint open_has_page check (status <> 'OPEN' or session is not null and page_address is not null)
);

-- One open at a time per payer: two tabs get the same page.
create unique index card_setup_live_once on payment.card_setup (payer) where status in ('CREATED', 'OPEN');
create index card_setup_due on payment.card_setup (next_check_at) where status in ('CREATED', 'OPEN');
