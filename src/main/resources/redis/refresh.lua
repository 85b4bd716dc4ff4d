-- One refresh. KEYS: refresh:{sid}, blacklist:{sid}.
-- ARGV: presented counter (or 'renew': whatever is current, and no grace for it), grace in ms, sliding life in ms, life of the blacklist entry in ms.
-- Answers {outcome, current counter, ms until the session ends unless it is refreshed}.
-- Only ever updates a hash that is there: a session that was ended cannot come back through here. GONE: Redis knows nothing of it.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if redis.call('EXISTS', KEYS[2]) == 1 then
  return {'ENDED', 0, 0}
end
local stored = redis.call('HMGET', KEYS[1], 'c', 'r', 'x', 's')
if not stored[1] then
  return {'GONE', 0, 0}
end
local current = tonumber(stored[1])
if current < 0 then
  return {'ENDED', 0, 0}
end
local ends = tonumber(stored[3])
local renew = ARGV[1] == 'renew'
local presented = renew and current or tonumber(ARGV[1])

if presented == current then
  local lives = math.min(tonumber(ARGV[3]), ends - now)
  redis.call('HSET', KEYS[1], 'c', string.format('%.0f', current + 1), 'r', string.format('%.0f', renew and 0 or now))
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', lives))
  return {'ROTATED', current + 1, lives}
end
if presented > current then
  -- Refilled from SQL, which may be a refresh behind: a token after the one it knows is one that we made.
  return {stored[4] and 'GONE' or 'FORGED', current, 0}
end
if presented == current - 1 and now - tonumber(stored[2]) <= tonumber(ARGV[2]) then
  return {'REPLAY', current, redis.call('PTTL', KEYS[1])}
end
-- Stays as a mark until SQL has it: who asked may not live to hear the answer.
redis.call('HSET', KEYS[1], 'c', '-1')
redis.call('SET', KEYS[2], '1', 'PX', ARGV[4])
return {'REUSE', current, 0}
