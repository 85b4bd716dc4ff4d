# shellcheck shell=bash
# What jari-deploy can be told, with what it does otherwise. Sourced.
conf=${JARI_DEPLOY_CONF:-/etc/jari/deploy.conf}
# shellcheck source=/dev/null
[[ ! -f $conf ]] || source "$conf"

: "${DRIVER:=process}"                         # process: java on this machine; compose: containers
: "${STATE:=/var/lib/jari/deploy}"             # what serves, what served before, audit.log, logs
: "${PUBLIC_KEY:=/etc/jari/release.pub}"       # of the key that signs releases (Ed25519, PEM)
: "${NGINX_DIRECTORY:=/etc/jari/nginx}"        # what deploy/nginx/render wrote
: "${SLOTS:=$NGINX_DIRECTORY/slots}"           # where nginx is told which slot is out
: "${PAGES:=$NGINX_DIRECTORY/static}"
: "${SETTINGS:=/etc/jari/jari.properties}"     # of the instances: database, Redis, public URL …
: "${BACKUPS:=/var/backups/jari}"
: "${BACKUP_COMMAND:=}"                        # instead of the application's own backup; gets the directory
: "${CANARY:=/etc/jari/canary.json}"           # written by jari-deploy canary
: "${HOST:=127.0.0.1}"
: "${PORT_A:=8080}" "${MANAGEMENT_A:=9080}" "${PORT_B:=8081}" "${MANAGEMENT_B:=9081}"
: "${MEMORY:=300}" "${BOX:=jari}"             # MB of each instance, and its cgroup's name, where one can be made
: "${READY_SECONDS:=90}"                       # until an instance must be ready
: "${STOP_SECONDS:=40}"                        # until one that does not end is killed
: "${BAKE_SECONDS:=60}"
: "${BAKE_ERRORS:=1}"                          # % of requests that may be answered by 5xx
: "${BAKE_P99:=3}"                             # seconds
: "${COMPOSE:=docker-compose}" "${COMPOSE_FILE:=${here:?}/compose.yaml}"

port_of() { [[ $1 == a ]] && echo "$PORT_A" || echo "$PORT_B"; }
management_of() { [[ $1 == a ]] && echo "$MANAGEMENT_A" || echo "$MANAGEMENT_B"; }
other_of() { [[ $1 == a ]] && echo b || echo a; }
