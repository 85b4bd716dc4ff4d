-- Ends one session's refresh and access tokens. KEYS: refresh:{sid}, blacklist:{sid}. ARGV: longest life of an access token in ms.
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[2], '1', 'PX', ARGV[1])
return {1}
