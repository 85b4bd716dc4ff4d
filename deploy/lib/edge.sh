# shellcheck shell=bash
# Which slots nginx asks: a file without-a or without-b tells it, from the next request on (nginx/slots.conf). Sourced by jari-deploy.

# Never both: where the other one is out already, it stays the one that serves.
edge_without() {
  local slot=$1
  driver_edge "without-$slot" "without-$(other_of "$slot")"
}

# Everybody who is there. A slot that was never filled, or has been emptied, is not.
edge_with() {
  if [[ ! -s $STATE/slot-b ]]; then
    edge_without b
  elif [[ ! -s $STATE/slot-a ]]; then
    edge_without a
  else
    driver_edge '' without-a without-b
  fi
}

# Requests that were on their way are finished. Done when a second passes without one.
drained() {
  local slot=$1 before now i
  before=$(requests_of "$slot") || return 0
  for ((i = 0; i < 10; i++)); do
    sleep 1
    now=$(requests_of "$slot") || return 0
    [[ ${now% *} != "${before% *}" ]] || return 0
    before=$now
  done
  return 1
}
