# shellcheck shell=bash
# The driver for instances that are processes of this machine. A release is a directory: jari.jar and lib/, java.options
# (everything between java and the settings), build-id, SHA256SUMS with its signature. deploy/release makes it. Sourced by jari-deploy.
: "${here:?}"

driver_resolve() { readlink -f -- "$1"; }

driver_id() { cat "$1/build-id"; }

# The list is signed, the list names every file, and every file is as listed.
driver_verify() {
  local release=$1
  [[ -f $release/SHA256SUMS.sig ]] || { say "$release is not signed" && return 1; }
  openssl pkeyutl -verify -pubin -inkey "$PUBLIC_KEY" -rawin -in "$release/SHA256SUMS" -sigfile "$release/SHA256SUMS.sig" \
    >/dev/null 2>&1 || { say "the signature of $release is not ours" && return 1; }
  (cd -- "$release" && sha256sum --check --strict --quiet SHA256SUMS >&2 &&
    diff <(find . ! -type d ! -path ./SHA256SUMS ! -path ./SHA256SUMS.sig | sort) <(sed 's/^[0-9a-f]*  //' SHA256SUMS | sort) >&2) ||
    { say "$release is not what was signed" && return 1; }
}

# In the room of a slot: a cgroup of MEMORY MB where one can be made (lib/box), the same directory, settings and flags.
java_in() {
  local slot=$1 release=$2
  shift 2
  # While something goes back, signals are ignored: what is started then must not, or it could not be stopped in order.
  trap - INT TERM HUP
  cd -- "$release" && exec setsid "$here/lib/box" "$BOX-$slot" "$MEMORY" \
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" @java.options "$@" "--spring.config.additional-location=file:$SETTINGS" 9>&-
}

driver_start() {
  local slot=$1 release=$2
  (java_in "$slot" "$release" --server.address="$HOST" --server.port="$(port_of "$slot")" --management.server.address="$HOST" \
    --management.server.port="$(management_of "$slot")" </dev/null >"$STATE/slot-$slot.log" 2>&1 &
    echo "$! $(began "$!")" >"$STATE/slot-$slot.pid")
}

# When a process began, in ticks since the machine's start; nothing if it has ended. Keeps a number that somebody else got apart.
began() { awk '{ sub(/.*\) /, "") } $1 != "Z" { print $20 }' "/proc/$1/stat" 2>/dev/null; }

driver_runs() {
  local pid start
  read -r pid start 2>/dev/null <"$STATE/slot-$1.pid" && [[ -n $start && $(began "$pid") == "$start" ]]
}

driver_stop() {
  local slot=$1 pid i
  driver_runs "$slot" || return 0
  read -r pid _ <"$STATE/slot-$slot.pid"
  kill -TERM "$pid" 2>/dev/null || true
  for ((i = 0; i < STOP_SECONDS * 5; i++)); do
    driver_runs "$slot" || return 0
    sleep 0.2
  done
  say "slot $slot did not stop within $STOP_SECONDS s: killed"
  kill -KILL "$pid" 2>/dev/null || true
  sleep 0.5
}

driver_log() { tail -n 3 "$STATE/slot-$1.log" 2>/dev/null | tr '\n' ' ' | cut -c 1-600; }

driver_backup() {
  mkdir -p "$BACKUPS"
  if [[ -n $BACKUP_COMMAND ]]; then
    # shellcheck disable=SC2086 # A command with its arguments.
    $BACKUP_COMMAND "$BACKUPS" >&2 9>&-
  else
    (java_in a "${RECORDED[a]:-$1}" backup "$BACKUPS") >&2
  fi
}

driver_migrate() {
  local log=$STATE/migrate.log
  if (java_in a "$1" migrate) >"$log" 2>&1; then
    say "$(tail -n 1 "$log")"
  else
    say "$(grep -E '^jari: |Caused by|Reason|OutOfMemory|Message' "$log" | tail -n 1); $log has the rest"
    return 1
  fi
}

# First the file that is to be there, then away with the others.
driver_edge() {
  mkdir -p "$SLOTS"
  [[ -z $1 ]] || : >"$SLOTS/$1" || return 1
  (cd -- "$SLOTS" && rm -f -- "${@:2}")
}

driver_pages() { "$here/nginx/static" "$1/jari.jar" "$PAGES"; }
