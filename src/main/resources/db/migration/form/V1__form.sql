create schema if not exists form;

-- Every published version of a form, as Camunda Modeler saves it; never changed afterwards.
create table form.form (
    form_id      text not null,
    version      integer not null check (version > 0),
    sha256       char(64) not null,
    json         text not null,
    published_at timestamptz not null,
    published_by text not null,
    primary key (form_id, version)
);

-- What a client answered for one step, kept with the version of the form that asked.
create table form.answer (
    step_id      uuid primary key,
    subject_id   uuid not null,
    client_id    uuid not null,
    form_id      text not null,
    form_version integer not null,
    data         jsonb not null,
    submitted_at timestamptz not null,
    foreign key (form_id, form_version) references form.form
);
create index answer_by_subject on form.answer (subject_id, submitted_at);
create index answer_by_client on form.answer (client_id, form_id);
