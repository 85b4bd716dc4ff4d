# shellcheck shell=bash
# A container engine, and the images in it. Sourced by check and deploy-e2e.
: "${ENGINE_DIRECTORY:=/var/tmp/jari-engine}" "${STARTED:=}"
export DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1
# A client without its builder is of no use here; Debian's needs none.
docker buildx version >/dev/null 2>&1 || PATH=/usr/bin:$PATH

# One that answers already, or, for root, one with a directory of its own. Without forwarding and filters, which not every machine lets
# us change: the containers reach each other and this machine, and nothing else.
engine() {
  ! docker info >/dev/null 2>&1 || return 0
  mkdir -p "$ENGINE_DIRECTORY"
  dockerd --data-root "$ENGINE_DIRECTORY/data" --exec-root "$ENGINE_DIRECTORY/exec" --pidfile "$ENGINE_DIRECTORY/pid" \
    --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false >"$ENGINE_DIRECTORY/log" 2>&1 &
  STARTED=$!
  until docker info >/dev/null 2>&1; do
    kill -0 "$STARTED" 2>/dev/null || { tail -n 3 "$ENGINE_DIRECTORY/log" >&2 && return 1; }
    sleep 0.5
  done
}

engine_ends() { [[ -z $STARTED ]] || kill -TERM "$STARTED"; }
