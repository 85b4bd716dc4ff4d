# shellcheck shell=bash
# Whether an instance is good: before it gets requests (gate), and with them (bake). Sourced by jari-deploy.

ask() { curl --silent --show-error --fail --max-time 5 "$@" 2>/dev/null; }

metrics_of() { ask "http://$HOST:$(management_of "$1")/actuator/prometheus"; }

build_of() {
  ask "http://$HOST:$(management_of "$1")/actuator/info" | jq -er '.build.id'
}

gate() {
  local slot=$1 id=$2 build
  ready "$slot" || return 1
  build=$(build_of "$slot") || build=unknown
  if [[ $build != "$id" ]]; then
    say "slot $slot says that it is $build, not $id"
    return 1
  fi
  smoke "$slot"
}

# Three times in a row, so that one good moment is not enough.
ready() {
  local slot=$1 good=0 deadline=$((SECONDS + READY_SECONDS))
  while ((good < 3)); do
    if ! driver_runs "$slot"; then
      say "slot $slot has ended: $(driver_log "$slot")"
      return 1
    fi
    if ((SECONDS > deadline)); then
      say "slot $slot is not ready after $READY_SECONDS s: $(driver_log "$slot")"
      return 1
    fi
    if ask -o /dev/null "http://$HOST:$(management_of "$slot")/actuator/health/readiness"; then
      good=$((good + 1))
    else
      good=0
    fi
    sleep 0.3
  done
}

# As a customer: signs in, looks around, books in the canary's shop and cancels. Answers go into $BODY.
BODY=''
call() {
  local slot=$1 method=$2 path=$3 answer
  answer=$(curl --silent --max-time 10 --request "$method" --header 'Content-Type: application/json' "${@:4}" \
    --write-out '\n%{http_code}' "http://$HOST:$(port_of "$slot")$path") || answer=$'\n000'
  BODY=${answer%$'\n'*}
  if [[ ${answer##*$'\n'} != 2?? ]]; then
    say "$method $path of slot $slot answered ${answer##*$'\n'}: ${BODY:0:300}"
    return 1
  fi
}

field() { jq -er "$1" <<<"$BODY" || { say "the answer has no $1" && return 1; }; }

smoke() {
  local slot=$1 shop service token auth start reservation path i
  [[ -f $CANARY ]] || canary "$slot" || return 1
  shop=$(jq -er .businessId "$CANARY") && service=$(jq -er .serviceId "$CANARY") || return 1
  call "$slot" POST /api/auth/login --data "$(jq -c '{email, password}' "$CANARY")" || return 1
  token=$(field .accessToken) || return 1
  auth="Authorization: Bearer $token"
  for path in /api/auth/me '/api/businesses?limit=20' "/api/businesses/$shop" "/api/businesses/$shop/services" \
    /api/reservations /api/rooms '/api/notifications?limit=5' '/api/posts?limit=5' /; do
    call "$slot" GET "$path" --header "$auth" || return 1
  done
  # Somebody else may have the same idea: the next free place will do.
  for i in 0 1 2; do
    call "$slot" GET "/api/businesses/$shop/services/$service/availability?days=14" --header "$auth" || return 1
    start=$(field "[.days[].slots[].start][$((i + 3))]") || return 1
    if call "$slot" POST /api/reservations --header "$auth" --header "Idempotency-Key: canary-$(</proc/sys/kernel/random/uuid)" \
      --data "{\"businessId\":\"$shop\",\"serviceId\":\"$service\",\"start\":\"$start\"}"; then
      reservation=$(field .id) || return 1
      call "$slot" POST "/api/reservations/$reservation/cancellation" --header "$auth" --data '{}' || return 1
      call "$slot" POST /api/auth/logout --header "$auth" --data '{}' || return 1
      return 0
    fi
    [[ $(jq -r .code <<<"$BODY") == slot_* ]] || return 1
  done
  return 1
}

# "requests 5xx", of the application's own port.
requests_of() {
  metrics_of "$1" | awk '/^http_server_requests_seconds_count\{/ && !/uri="\/actuator/ {
      all += $NF
      if ($0 ~ /status="5/) bad += $NF
    } END { printf "%d %d\n", all, bad }'
}

# The upper bound, in seconds, under which 99 % of the requests since the first of two readings were answered; 0 where nothing says.
p99() {
  awk '/^http_server_requests_seconds_bucket\{/ && !/uri="\/actuator/ {
      match($0, /le="[^"]+"/)
      count[substr($0, RSTART + 4, RLENGTH - 5)] += (FNR == NR ? -1 : 1) * $NF
    } END {
      if (count["+Inf"] > 0)
        for (bound in count)
          if (count[bound] >= 0.99 * count["+Inf"] && (!found || bound + 0 < least) && bound != "+Inf") { least = bound + 0; found = 1 }
      print found ? least : (count["+Inf"] > 0 ? 3600 : 0)
    }' "$1" "$2"
}

# What the smoke test does not see, real requests do; the first errors of many end it at once.
bake() {
  local slot=$1 before now all bad limit deadline=$((SECONDS + BAKE_SECONDS))
  before=$(requests_of "$slot") || return 1
  metrics_of "$slot" >"$STATE/bake.before" || return 1
  while ((SECONDS < deadline)); do
    sleep 1
    driver_runs "$slot" || { say "slot $slot has ended: $(driver_log "$slot")" && return 1; }
    now=$(requests_of "$slot") || { say "slot $slot gives no metrics" && return 1; }
    all=$((${now% *} - ${before% *})) bad=$((${now#* } - ${before#* }))
    if ((bad >= 3 && bad * 100 > all * BAKE_ERRORS)); then
      say "slot $slot: $bad of $all requests answered by 5xx"
      return 1
    fi
  done
  metrics_of "$slot" >"$STATE/bake.after" || return 1
  limit=$(p99 "$STATE/bake.before" "$STATE/bake.after")
  say "slot $slot: ${all:-0} requests, ${bad:-0} answered by 5xx, 99 % within $limit s"
  awk -v limit="$limit" -v most="$BAKE_P99" 'BEGIN { exit !(limit <= most) }' || { say "more than $BAKE_P99 s" && return 1; }
}

# A shop in which nobody else books, with an owner and a customer whose password is written down here only.
canary() {
  local slot=${1:-a} shop staff service owner password name json
  json=$(jq -nc '["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"] | map({day: ., open: "00:00", close: "24:00"})')
  password=$(head -c 24 /dev/urandom | base64 | tr -d '/+=')
  name=canary-$(</proc/sys/kernel/random/uuid)
  register() {
    call "$slot" POST /api/auth/register --data "{\"email\":\"$1@canary.invalid\",\"password\":\"$password\",\"name\":\"Canary\"}"
  }
  register "$name-owner" && owner="Authorization: Bearer $(field .accessToken)" &&
    call "$slot" POST /api/businesses --header "$owner" --data '{"name":"Canary: not a real shop","category":"OTHER",
      "zone":"UTC","description":"For the trial bookings of each deploy."}' && shop=$(field .id) &&
    call "$slot" POST "/api/businesses/$shop/resources" --header "$owner" --data '{"name":"Canary","kind":"STAFF","capacity":1}' &&
    staff=$(field .id) &&
    call "$slot" PUT "/api/businesses/$shop/hours" --header "$owner" --data "$json" &&
    call "$slot" POST "/api/businesses/$shop/services" --header "$owner" --data "{\"name\":\"Canary\",\"durationMinutes\":15,
      \"stepMinutes\":15,\"requires\":[{\"role\":\"staff\",\"resourceIds\":[\"$staff\"]}]}" && service=$(field .id) &&
    register "$name" || return 1
  (umask 077 && jq -n --arg email "$name@canary.invalid" --arg password "$password" --arg shop "$shop" --arg service "$service" \
    '{email: $email, password: $password, businessId: $shop, serviceId: $service}' >"$CANARY")
  say "wrote $CANARY"
}
