#!/usr/bin/env bash
# Puts both stores back as one backup has them. What happened since that backup is lost here, but not at Stripe: see the README.
# Usage: restore.sh FILE --replace, with the environment or .env of the installation; --replace because it overwrites what is there.
set -euo pipefail
[[ $# -eq 2 && $2 == --replace ]] || { echo "Usage: restore.sh FILE --replace (it overwrites both stores)" >&2; exit 2; }
folder=$(cd "$(dirname "$1")" && pwd)
file=$(basename "$1")
(cd "$folder" && sha256sum --check --quiet "$file.sha256") \
  || { echo "$file is not what was backed up, or its .sha256 is missing: nothing was changed. Take another backup." >&2; exit 1; }
cd "$(dirname "$0")/../../.."

docker compose down
docker run --rm --interactive --network none --volume upfront_database:/stores/database --volume upfront_engine:/stores/engine \
  postgres:18 sh -c 'find /stores/database /stores/engine -mindepth 1 -delete && tar --extract --gzip --numeric-owner --same-owner --directory /stores' \
  < "$folder/$file" \
  || { echo "The stores are half restored and everything is stopped: run this again, or with another backup." >&2; exit 1; }
docker compose up --detach --wait
echo "Restored $file. Now open /ops: what Stripe knows and this database does not is told there as it comes in again."
