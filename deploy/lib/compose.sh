# shellcheck shell=bash
# The driver for containers (deploy/compose.yaml). A release is an image by digest, name@sha256:…; SIGNATURES has a signature of
# that very text for each, DIGEST.sig. Sourced by jari-deploy.
: "${here:?}" "${SIGNATURES:=$STATE/signatures}" "${VERIFY_COMMAND:=}"
readonly CONTAINER_UID=10001

# compose IMAGE COMMAND…: Compose reads from the environment which image is in a slot; no command here is about both.
compose() { COMPOSE_FILE=$COMPOSE_FILE JARI_IMAGE_A=$1 JARI_IMAGE_B=$1 $COMPOSE "${@:2}" 9>&-; }

# What it did is of interest only where it failed.
quietly() {
  compose "$@" </dev/null >"$STATE/compose.log" 2>&1 || { say "$(tail -n 3 "$STATE/compose.log" | tr '\n' ' ')" && return 1; }
}

driver_resolve() {
  [[ $1 =~ ^[^@]+@sha256:[0-9a-f]{64}$ ]] || { say "name the image by its digest: name@sha256:…" && exit 64; }
  echo "$1"
}

driver_id() { docker inspect --format '{{ index .Config.Labels "org.opencontainers.image.revision" }}' "$1"; }

# A tag may be moved, a digest is what it says; whether it is ours says the signature. VERIFY_COMMAND IMAGE may say it instead.
driver_verify() {
  local digest=${1##*@sha256:}
  if [[ -n $VERIFY_COMMAND ]]; then
    $VERIFY_COMMAND "$1" >&2 || { say "$1 is not signed by us" && return 1; }
  else
    printf %s "$1" >"$STATE/image"
    openssl pkeyutl -verify -pubin -inkey "$PUBLIC_KEY" -rawin -in "$STATE/image" -sigfile "$SIGNATURES/$digest.sig" \
      >/dev/null 2>&1 || { say "the signature of $1 is not ours, or is not in $SIGNATURES" && return 1; }
  fi
  docker image inspect "$1" >/dev/null 2>&1 || docker pull --quiet "$1" >/dev/null
}

driver_start() {
  local code=0
  quietly "$2" up --detach --no-deps --no-build --force-recreate "app-$1" || code=1
  compose "$2" ps --quiet "app-$1" </dev/null >"$STATE/slot-$1.container" || code=1
  return $code
}

container_of() { cat "$STATE/slot-$1.container" 2>/dev/null; }

# The engine starts again what has ended; such a one is not what was started here.
driver_runs() {
  [[ $(docker inspect --format '{{ .State.Status }} {{ .RestartCount }}' "$(container_of "$1")" 2>/dev/null) == "running 0" ]]
}

# Without Compose, whose start takes longer than most of what is asked of it. What the engine had to start again, and is not well since,
# has nothing to finish.
driver_stop() {
  local id
  id=$(container_of "$1")
  case $(docker inspect --format '{{ .RestartCount }} {{ if .State.Health }}{{ .State.Health.Status }}{{ end }}' "$id" 2>/dev/null) in
    '') ;;
    [1-9]*' starting' | [1-9]*' unhealthy') docker rm --force "$id" >/dev/null || return 1 ;;
    *) docker stop --time "$STOP_SECONDS" "$id" >/dev/null && docker rm --force "$id" >/dev/null || return 1 ;;
  esac
  rm -f "$STATE/slot-$1.container"
}

driver_log() { docker logs --tail 3 "$(container_of "$1")" 2>&1 | tr '\n' ' ' | cut -c 1-600; }

# once LOG IMAGE ARGUMENTS…: a command of the application in the slot that is empty then: its memory, its settings, its volumes.
once() {
  compose "$2" run --rm --no-deps -T "${@:3}" </dev/null >"$STATE/$1.log" 2>&1 ||
    { say "$(grep -E '^jari: |Caused by|Reason|OutOfMemory|Message' "$STATE/$1.log" | tail -n 1); $STATE/$1.log has the rest" && return 1; }
  say "$(tail -n 1 "$STATE/$1.log")"
}

driver_backup() {
  mkdir -p "$BACKUPS"
  if [[ -n $BACKUP_COMMAND ]]; then
    # shellcheck disable=SC2086 # A command with its arguments.
    $BACKUP_COMMAND "$BACKUPS" >&2 9>&-
  else
    [[ $(id -u) != 0 ]] || chown $CONTAINER_UID "$BACKUPS"
    once backup "${RECORDED[a]:-$1}" --volume "$BACKUPS:/backup" app-a backup /backup
  fi
}

driver_migrate() { once migrate "$1" app-a migrate; }

in_nginx() {
  : "${NGINX_CONTAINER:=$(compose none ps --quiet nginx </dev/null)}"
  docker exec --interactive "$NGINX_CONTAINER" "$@"
}

driver_edge() {
  # shellcheck disable=SC2016 # The container's.
  in_nginx sh -c 'mkdir -p "$0" && cd "$0" && { [ -z "$1" ] || : >"$1"; } && shift && rm -f -- "$@"' "$SLOTS" "$@" \
    </dev/null || { say "nginx cannot be told" && return 1; }
}

# Out of the image, into the volume that nginx serves.
driver_pages() {
  local work container code=0
  work=$(mktemp -d)
  container=$(docker create --network none "$1") || return 1
  { docker cp "$container:/opt/jari/jari.jar" "$work/jari.jar" >/dev/null &&
    "$here/nginx/static" "$work/jari.jar" "$work/pages" &&
    tar -C "$work/pages" -c . | in_nginx /opt/nginx/static - /srv/jari; } || code=1
  docker rm --volumes "$container" >/dev/null
  rm -rf "$work"
  return $code
}
