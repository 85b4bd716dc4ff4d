-- Sliding window log: the times of the accepted calls of the last window, oldest first, never more than the limit.
-- KEYS: the log. ARGV: limit, window in ms. Answers {accepted, left, ms until the oldest one leaves the window}.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local limit = tonumber(ARGV[1])
local window = tonumber(ARGV[2])

local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and tonumber(oldest) <= now - window do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end

local used = redis.call('LLEN', KEYS[1])
if used >= limit then
  return {0, 0, tonumber(oldest) + window - now}
end
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], window)
return {1, limit - used - 1, (oldest and tonumber(oldest) or now) + window - now}
