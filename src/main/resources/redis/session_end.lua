-- Marks sessions as ended and raises the user's epoch. KEYS: session:{user}.
-- ARGV: how long the marks must stay (ms), epoch (0: unchanged), sessions…
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stays = tonumber(ARGV[1])
local epoch = redis.call('HGET', KEYS[1], 'e')
if tonumber(ARGV[2]) > 0 and (not epoch or tonumber(epoch) < tonumber(ARGV[2])) then
  redis.call('HSET', KEYS[1], 'e', ARGV[2])
end
for i = 3, #ARGV do
  redis.call('HSET', KEYS[1], ARGV[i], string.format('%.0f', -(now + stays)))
end
if redis.call('PTTL', KEYS[1]) < stays then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return {1}
