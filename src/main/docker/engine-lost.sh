#!/usr/bin/env bash
# For when Camunda's data is lost or from another moment than the database: starts with an empty Camunda. The database is the truth.
# Usage: engine-lost.sh --forget, with the environment or .env of the installation. Prints what a person must look after.
set -euo pipefail
[[ $# -eq 1 && $1 == --forget ]] || { echo "Usage: engine-lost.sh --forget (it deletes every running flow)" >&2; exit 2; }
cd "$(dirname "$0")/../../.."
docker compose rm --stop --force application engine engine-volume
docker volume rm --force upfront_engine
docker compose up --detach --wait database
docker compose exec --no-TTY database psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres \
  --command "drop database if exists camunda with (force)" --command "create database camunda owner camunda" \
  --command "revoke connect on database camunda from public"
docker compose exec --no-TTY database psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname upfront < src/main/docker/engine-lost.sql
docker compose up --detach --wait
