-- When the last signed webhook came.
create index stripe_event_received on payment.stripe_event (received_at);
