-- Every content that was deployed, not only the last of each file: an instance of an earlier version that starts again during a rolling update
-- must not bring its old diagrams back.
alter table engine.deployment drop constraint deployment_pkey;
alter table engine.deployment add primary key (resource, sha256);
