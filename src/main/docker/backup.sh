#!/usr/bin/env bash
# Backs up both stores as they are at one moment, into one file: PostgreSQL (the application's database and Camunda's) and Camunda's own data.
# Everything is stopped for the time of copying, because only what stands still is of one moment; clients see the proxy's error page.
# Usage: backup.sh FOLDER, beside docker-compose.yml's other users, with the same environment or .env.
set -euo pipefail
umask 077
[[ $# -eq 1 ]] || { echo "Usage: backup.sh FOLDER" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/../../.."
file=upfront-$(date -u +%Y%m%dT%H%M%SZ).tar.gz

trap 'rm -f "$folder/$file.part"; docker compose start' EXIT
# The one that asks first, then the one that is asked, then where both write.
docker compose stop application
docker compose stop engine
docker compose stop database
docker run --rm --network none --volume upfront_database:/stores/database:ro --volume upfront_engine:/stores/engine:ro \
  postgres:18 tar --create --gzip --numeric-owner --directory /stores . > "$folder/$file.part"
gzip --test "$folder/$file.part"
(cd "$folder" && mv "$file.part" "$file" && sha256sum "$file" > "$file.sha256")
echo "$folder/$file"
