# shellcheck shell=bash
# One slot after the other to another release, and back. Sourced by jari-deploy.

# Out of nginx, drained, ended.
vacate() {
  local slot=$1
  if [[ -n $(serving "$slot") ]]; then
    step "out-$slot" "slot $slot leaves nginx"
    edge_without "$slot" || return 1
    drained "$slot" || say "slot $slot still gets requests; it finishes them while it stops"
    step "stop-$slot" "slot $slot stops"
    driver_stop "$slot" || return 1
  fi
  rm -f "$STATE/slot-$slot"
}

# Started, proven, in nginx.
occupy() {
  local slot=$1 release=$2
  step "start-$slot" "slot $slot starts $(driver_id "$release")"
  echo "$release" >"$STATE/slot-$slot"
  driver_start "$slot" "$release" || return 1
  step "gate-$slot" "slot $slot is tried"
  gate "$slot" "$(driver_id "$release")" || return 1
  step "in-$slot" "slot $slot joins nginx"
  edge_with || return 1
}

# A machine that never had a release has nothing yet, not even the key without which there is no backup.
backup() {
  if [[ -s $STATE/current ]]; then
    step backup "backup"
    driver_backup "$1"
  else
    say "no backup: nothing has been deployed here before"
  fi
}

TOUCHED=()
# The whole rotation; `with_data` for a release that may bring migrations.
rotate() {
  local release=$1 with_data=$2 slot
  for slot in a b; do
    TOUCHED=("$slot" "${TOUCHED[@]}")
    vacate "$slot" || return 1
    if [[ $slot == a && $with_data == with-data ]]; then
      backup "$release" || return 1
      step migrate "migrations that only add"
      driver_migrate "$release" || return 1
    fi
    occupy "$slot" "$release" || return 1
    step "bake-$slot" "slot $slot serves for $BAKE_SECONDS s under observation"
    bake "$slot" || return 1
  done
  step pages "pages"
  driver_pages "$release"
}

# To a release that has served, through the same gate. Otherwise it is as if the slot had never been filled: nginx leaves it out.
back() {
  local slot=$1 release=$2
  vacate "$slot" && occupy "$slot" "$release" && return 0
  say "slot $slot could not be brought back: it stays out of nginx, and the other one serves"
  edge_without "$slot" && driver_stop "$slot"
  rm -f "$STATE/slot-$slot"
  return 1
}

# Every slot that was touched goes back to what it served before. Nothing interrupts it.
restore() {
  local slot began=$SECONDS failed=$STEP bad=0
  trap '' INT TERM HUP
  say "step $STEP failed: back to what was serving"
  for slot in "${TOUCHED[@]}"; do
    if [[ -z ${RECORDED[$slot]} ]]; then
      vacate "$slot" || bad=1
    elif [[ $(serving "$slot") == "${RECORDED[$slot]}" && $slot != "${TOUCHED[0]}" ]]; then
      continue
    elif ((bad)); then
      say "slot $slot stays on $(driver_id "$(serving "$slot")"): there is no other that serves"
    else
      back "$slot" "${RECORDED[$slot]}" || bad=1
    fi
  done
  [[ -z ${RECORDED[a]} ]] || driver_pages "${RECORDED[a]}" || true
  STEP=$failed
  ((bad)) || say "rolled back in $((SECONDS - began)) s"
  return $bad
}
