-- Failed attempts on one account. KEYS: failed_logins:{account}, a hash: n:WHO failures in a row, u:WHO no attempt before, all: failures in a
-- row of unknown devices together. It is forgotten an hour after the last failure.
-- ARGV: what (ask, failed, passed), who (a network or a known device), 1 if the device is known.
-- Answers {ms to wait, 1 if only known devices may try}.
local FREE, FIRST, LONGEST, MOST, LIFE = 3, 1000, 300000, 100, 3600000
local who, known = ARGV[2], ARGV[3] == '1'

if ARGV[1] == 'passed' then
  redis.call('HDEL', KEYS[1], 'n:' .. who, 'u:' .. who, 'all')
  return {0, 0}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if ARGV[1] == 'failed' then
  local failures = redis.call('HINCRBY', KEYS[1], 'n:' .. who, 1)
  if not known then
    redis.call('HINCRBY', KEYS[1], 'all', 1)
  end
  local delay = 0
  if failures >= FREE then
    delay = math.min(LONGEST, FIRST * 2 ^ math.min(failures - FREE, 20))
    redis.call('HSET', KEYS[1], 'u:' .. who, string.format('%.0f', now + delay))
  end
  redis.call('PEXPIRE', KEYS[1], LIFE)
  return {delay, 0}
end

local state = redis.call('HMGET', KEYS[1], known and 'n:' .. who or 'all', 'u:' .. who)
if state[1] and tonumber(state[1]) >= MOST then
  return {redis.call('PTTL', KEYS[1]), 1}
end
return {math.max(0, tonumber(state[2] or '0') - now), 0}
