-- KEYS: a group's copies. ARGV: version at the time of asking, field, copy, life in ms. A group that changed meanwhile has another
-- version or none: then what was read may be old, and is not kept.
if redis.call('HGET', KEYS[1], 'v') ~= ARGV[1] then
  return {0}
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {1}
