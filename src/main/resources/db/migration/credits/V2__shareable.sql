-- Whether others than the lot's client may be let use it.
alter table credits.lot add column shareable boolean not null default false;
