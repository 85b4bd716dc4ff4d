-- Enters a session that SQL says is alive. KEYS: session:{user}. ARGV: session, its absolute end (ms), the user's epoch.
-- Never over the mark of its end and never below a newer epoch: what SQL said may be older than what happened since.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', KEYS[1], 'e', ARGV[1])
if known[1] and tonumber(known[1]) > tonumber(ARGV[3]) then
  return {0}
end
if known[2] and tonumber(known[2]) < 0 then
  return {0}
end
redis.call('HSET', KEYS[1], 'e', ARGV[3], ARGV[1], ARGV[2])

local last = now
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if all[i] ~= 'e' then
    local ends = math.abs(tonumber(all[i + 1]))
    if ends <= now then
      redis.call('HDEL', KEYS[1], all[i])
    elseif ends > last then
      last = ends
    end
  end
end
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last))
return {1}
