-- A login that waits for its second factor. KEYS: login_challenge:{digest}. ARGV: what, then
--   begin: user and epoch, first factor, life in ms
--   find:  -
--   try:   most attempts
--   end:   -
-- Answers {user and epoch, first factor} of one that is open, after begin too; {} of one that is not. Only one call can end it.
local what = ARGV[1]
if what == 'begin' then
  redis.call('HSET', KEYS[1], 'user', ARGV[2], 'first', ARGV[3], 'tries', 0)
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
local open = redis.call('HMGET', KEYS[1], 'user', 'first')
if not open[1] then
  return {}
end
if what == 'end' then
  redis.call('DEL', KEYS[1])
elseif what == 'try' and redis.call('HINCRBY', KEYS[1], 'tries', 1) > tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[1])
  return {}
end
return open
