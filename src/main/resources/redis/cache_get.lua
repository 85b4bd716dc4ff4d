-- KEYS: a group's copies. ARGV: generation, field, a new version, its life in ms, whether being read keeps the group alive.
-- Answers {version, copy or nil}; {} to who is behind: they may neither read nor fill.
local known = redis.call('HMGET', KEYS[1], 'g', 'v', ARGV[2])
local theirs = tonumber(known[1] or '-1')
local mine = tonumber(ARGV[1])
if theirs > mine then
  return {}
end
if theirs < mine then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'g', ARGV[1], 'v', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  return {ARGV[3]}
end
if ARGV[5] == 'true' then
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
return {known[2], known[3]}
