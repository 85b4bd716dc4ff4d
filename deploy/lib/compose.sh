# shellcheck shell=bash
# The driver for containers (deploy/compose.yaml). A release is an image by digest, name@sha256:…; SIGNATURES has a signature of
# that very text for each, DIGEST.sig. Sourced by jari-deploy.
: "${here:?}" "${SIGNATURES:=$STATE/signatures}" "${VERIFY_COMMAND:=}"

# Compose reads which image is in which slot from the environment.
compose() {
  local a b
  a=$(serving a) b=$(serving b)
  JARI_IMAGE_A=${IMAGE:-${a:-none}} JARI_IMAGE_B=${IMAGE:-${b:-none}} $COMPOSE --file "$COMPOSE_FILE" "$@" 9>&-
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
  docker image inspect "$1" >/dev/null 2>&1 || docker pull --quiet "$1" >&2
}

driver_start() { IMAGE=$2 compose up --detach --no-deps --no-build --force-recreate "app-$1" >/dev/null 2>&1; }

driver_runs() { [[ -n $(docker ps --quiet --filter "label=com.docker.compose.service=app-$1" --filter status=running) ]]; }

driver_stop() { compose stop --timeout "$STOP_SECONDS" "app-$1" >/dev/null 2>&1 && compose rm --force "app-$1" >/dev/null 2>&1; }

driver_log() { compose logs --no-color --tail=3 "app-$1" 2>/dev/null | tr '\n' ' ' | cut -c 1-600; }

# In the slot that is empty then: its memory, its settings, its volumes.
driver_backup() {
  if [[ -n $BACKUP_COMMAND ]]; then
    $BACKUP_COMMAND "$BACKUPS" >&2 9>&-
  else
    IMAGE=${RECORDED[a]:-$1} compose run --rm --no-deps --volume "$BACKUPS:/backup" app-a backup /backup >&2
  fi
}

driver_migrate() { IMAGE=$1 compose run --rm --no-deps app-a migrate >&2; }

driver_edge() {
  # shellcheck disable=SC2016 # The container's.
  compose exec -T nginx sh -c 'mkdir -p "$0" && cd "$0" && { [ -z "$1" ] || : >"$1"; } && shift && rm -f -- "$@"' "$SLOTS" "$@" \
    </dev/null || { say "nginx cannot be told" && return 1; }
}

# Out of the image, into the volume that nginx serves.
driver_pages() {
  local container jar code=0
  jar=$(mktemp --suffix=.jar)
  container=$(docker create "$1") || return 1
  docker cp "$container:/opt/jari/jari.jar" "$jar" >/dev/null && docker rm "$container" >/dev/null || code=1
  ((code)) || "$here/nginx/static" "$jar" "$PAGES" || code=1
  rm -f "$jar"
  return $code
}
