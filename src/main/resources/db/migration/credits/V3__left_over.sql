-- Lots whose time is over while credits are free: few, and looked for every minute.
create index lot_left_over on credits.lot (expires_at) where free > 0;
