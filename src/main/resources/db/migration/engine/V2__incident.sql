-- Jobs that became an incident because their work failed for good, until the engine says that the job went on or is gone.
create table engine.incident (
    job_key              bigint primary key,
    job_type             text not null,
    process_instance_key bigint not null,
    message              text not null,
    raised_at            timestamptz not null
);
