#!/usr/bin/env bash
# Runs once, on an empty volume: the application and Camunda each get a database and an owner that sees nothing else.
set -euo pipefail
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set upfront_password="$UPFRONT_DATABASE_PASSWORD" --set camunda_password="$CAMUNDA_DATABASE_PASSWORD" <<'SQL'
create role upfront login password :'upfront_password';
create role camunda login password :'camunda_password';
create database upfront owner upfront;
create database camunda owner camunda;
revoke connect on database upfront, camunda from public;
SQL
