-- Gives back the keys that are still locked with this token. ARGV: token. Answers the number given back.
local released = 0
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then
    released = released + redis.call('DEL', key)
  end
end
return {released}
