-- When the engine last said that the job is not over: one whose row a crash left behind is found by asking.
alter table engine.open_job add column asked_at timestamptz;
update engine.open_job set asked_at = opened_at;
alter table engine.open_job alter column asked_at set default now();
alter table engine.open_job alter column asked_at set not null;
create index open_job_by_asked_at on engine.open_job (asked_at);
