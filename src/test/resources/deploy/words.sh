# shellcheck shell=bash
# A driver that only jari-deploy's own tests have: a release is a word, in which stands what goes wrong with it; an instance is a file.
# Whenever nobody would serve, or nginx would ask somebody who is not there, a line is added to STATE/outages. Sourced by jari-deploy.
: "${STATE:?}" "${SLOTS:?}"

# Here the test may take its time, and send a signal.
moment() {
  [[ $(cat "$STATE/pause-at" 2>/dev/null) == "$STEP" ]] || return 0
  mv "$STATE/pause-at" "$STATE/reached"
  while [[ -e $STATE/reached ]]; do sleep 0.02 9>&-; done
}

driver_resolve() { [[ $1 != none ]] && echo "$1"; }

driver_id() { echo "$1"; }

driver_verify() { [[ $1 != *unsigned* ]]; }

driver_start() {
  moment
  [[ $2 != *dead-$1* && ! -e $STATE/dead-$1 ]] || return 1
  echo "$2" >"$STATE/runs-$1"
}

driver_runs() { [[ -s $STATE/runs-$1 ]]; }

driver_stop() {
  moment
  rm -f "$STATE/runs-$1"
  observe
}

driver_log() { :; }

driver_backup() {
  moment
  [[ $1 != *no-backup* ]]
}

driver_migrate() { moment; }

driver_edge() {
  mkdir -p "$SLOTS"
  [[ -z $1 ]] || : >"$SLOTS/$1"
  (cd -- "$SLOTS" && rm -f -- "${@:2}")
  moment
  observe
}

driver_pages() { moment; }

observe() {
  local slot asked=0
  for slot in a b; do
    [[ ! -e $SLOTS/without-$slot ]] || continue
    driver_runs "$slot" && asked=1 || echo "$STEP: $slot is asked and is not there" >>"$STATE/outages"
  done
  ((asked)) || echo "$STEP: nobody serves" >>"$STATE/outages"
}

drained() { :; }

gate() { moment; }

bake() {
  moment
  [[ $(serving "$1") != *bad-$1* ]]
}
