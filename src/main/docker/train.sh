#!/usr/bin/env bash
# Writes the JVM's ahead-of-time cache (upfront.aot) of an extracted application: one whole start, the pages that everybody opens, the end.
# Usage: train.sh FOLDER. FOLDER holds upfront.jar, lib/ and jvm.options. The database is the one of UPFRONT_DATABASE_*, an empty one suffices;
# neither an engine nor Stripe is asked.
set -euo pipefail
cd "$1"
export UPFRONT_PORT="${UPFRONT_PORT:-8080}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

opens() {
  local status
  { exec 3<>"/dev/tcp/127.0.0.1/$UPFRONT_PORT" && printf 'GET %s HTTP/1.0\r\nHost: localhost\r\nAccept: */*\r\n\r\n' "$1" >&3 \
    && read -r status <&3 && cat <&3 >/dev/null; } 2>/dev/null || return 1
  [[ $status == *" 200"* ]]
}

"$java" @jvm.options -XX:AOTCacheOutput=upfront.aot -jar upfront.jar &
application=$!
trap 'kill "$application" 2>/dev/null || true' EXIT

for _ in {1..600}; do
  opens /actuator/health/readiness && break
  kill -0 "$application" 2>/dev/null || { echo "The application ended during the training run: read what it said above." >&2; exit 1; }
  sleep 0.1
done
for page in / /ops/sign-in /api/openapi.json /css/upfront.css /actuator/prometheus; do
  opens "$page" || echo "$page did not open in the training run."
done

kill -TERM "$application"
wait "$application" || true
trap - EXIT
[[ -s upfront.aot ]] || { echo "The JVM wrote no cache: it must be a JDK 25 or later." >&2; exit 1; }
