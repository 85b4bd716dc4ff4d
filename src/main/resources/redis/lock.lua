-- Locks all keys with one token, or none. ARGV: token, life in milliseconds. Answers {1} or {0}.
for _, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 1 then
    return {0}
  end
end
for _, key in ipairs(KEYS) do
  redis.call('SET', key, ARGV[1], 'NX', 'PX', ARGV[2])
end
return {1}
