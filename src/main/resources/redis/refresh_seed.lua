-- Makes refresh:{sid}, or raises its counter where Redis lost the latest refreshes; never for an ended session.
-- KEYS: refresh:{sid}, blacklist:{sid}. ARGV: counter, rotated at (ms), absolute end (ms), sliding life (ms).
if redis.call('EXISTS', KEYS[2]) == 1 then
  return {0}
end
local current = redis.call('HGET', KEYS[1], 'c')
if current and (tonumber(current) < 0 or tonumber(current) >= tonumber(ARGV[1])) then
  return {0}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'c', ARGV[1], 'r', ARGV[2], 'x', ARGV[3])
if ARGV[1] ~= '0' then
  redis.call('HSET', KEYS[1], 's', '1')
end
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.min(tonumber(ARGV[4]), tonumber(ARGV[3]) - now)))
return {1}
