-- Records that a node is active. KEYS: the nodes; ARGV: this node, and the microseconds after which a silent node counts as gone.
-- Returns the time of this server's clock in microseconds, and the number of nodes.

local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[2]))
redis.call('EXPIRE', KEYS[1], 60)
return { now, redis.call('ZCARD', KEYS[1]) }
