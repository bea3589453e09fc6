create schema if not exists engine;

-- What this application deployed last, so that a restart never overwrites what ops staff deployed from the Modeler.
create table engine.deployment (
    resource    text primary key,
    sha256      char(64) not null,
    deployed_at timestamptz not null
);

-- Jobs kept open until a person or Stripe finishes them.
create table engine.open_job (
    job_type             text not null,
    subject              uuid not null,
    job_key              bigint not null,
    process_instance_key bigint not null,
    opened_at            timestamptz not null,
    primary key (job_type, subject)
);
create index open_job_by_subject on engine.open_job (subject);
