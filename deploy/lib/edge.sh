# shellcheck shell=bash
# Which slots nginx asks: upstream.conf, which is written anew and read by a reload. Sourced by jari-deploy.

# Where only one is left it is asked whatever happened to it a moment ago.
edge_lines() {
  local out=$1
  if [[ -z $out ]]; then
    printf 'server %s max_fails=3 fail_timeout=2s;\n' "$ADDRESS_A" "$ADDRESS_B"
  elif [[ $out == a ]]; then
    printf 'server %s down;\nserver %s max_fails=0;\n' "$ADDRESS_A" "$ADDRESS_B"
  else
    printf 'server %s max_fails=0;\nserver %s down;\n' "$ADDRESS_A" "$ADDRESS_B"
  fi
}

edge_without() {
  edge_lines "$1" | driver_edge
}

# Everybody who is there. A slot that was never filled, or has been emptied, is not.
edge_with() {
  local out=''
  [[ -s $STATE/slot-a ]] || out=a
  [[ -s $STATE/slot-b ]] || out=b
  edge_lines "$out" | driver_edge
}

# nginx' old workers finish what they have begun with. Done when a second passes without a request.
drained() {
  local slot=$1 before now i
  sleep 1
  before=$(requests_of "$slot" | awk '{ print $1 }') || return 0
  for ((i = 0; i < 10; i++)); do
    sleep 1
    now=$(requests_of "$slot" | awk '{ print $1 }') || return 0
    [[ $now != "$before" ]] || return 0
    before=$now
  done
  return 1
}
