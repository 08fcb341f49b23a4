-- Takes permits from every counter, or from none. Times are microseconds of this server's clock.
--
-- KEYS  one counter each
-- ARGV  the time after which the caller no longer waits for the response (0: it always does), then seven values per counter:
--       algorithm (b: bucket, s: sliding window, f: fixed window), permits, window, maximum at once, segments,
--       the requested permits, mode: 0 all or none, -1 even if there are not enough, as of now, below -1 the same as of that
--       time (negated), above 0 a share for one of so many nodes
-- Returns {0} if it is too late, otherwise {1, now} and per counter: granted, remaining, until the request fits, until whole, refused

local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local deadline = tonumber(ARGV[1])
if deadline > 0 and now > deadline then
  return {0}
end

-- The longest time that is returned (3000 years), however large costs that became known later are: a longer one fits neither
-- an expiry here nor a TimeSpan in the client.
local longest = 1e17
local function bounded(span)
  return math.min(math.ceil(span), longest)
end

local algorithms = {}

-- A bucket that refills at a constant rate: its level at a time.
algorithms.b = {
  read = function(count)
    local stored = redis.call('HMGET', count.key, 'l', 't', 'f')
    local level, at = tonumber(stored[1]) or count.most, tonumber(stored[2]) or now
    if now > at then
      level = math.min(count.most, level + (now - at) * count.permits / count.window)
    end
    count.level, count.full = level, tonumber(stored[3]) or 0
    if level >= count.most then
      count.full = now
    end
  end,
  available = function(count) return math.floor(count.level + 1e-9) end,
  take = function(count, permits)
    -- Permits taken before the bucket was last full have already been replenished.
    if permits < 0 and count.at and count.at < count.full then
      return
    end
    count.level = math.min(count.most, count.level - permits)
    redis.call('HSET', count.key, 'l', string.format('%.17g', count.level), 't', string.format('%.0f', now), 'f', string.format('%.0f', count.full))
  end,
  untilPermits = function(count, wanted) return (wanted - count.level) * count.window / count.permits end,
  untilFull = function(count) return (count.most - count.level) * count.window / count.permits end,
}

-- A window that the first request opens.
algorithms.f = {
  read = function(count)
    local stored = redis.call('HMGET', count.key, 'u', 't')
    count.used, count.start = tonumber(stored[1]) or 0, tonumber(stored[2]) or now
    if now - count.start >= count.window then
      count.used, count.start = 0, now
    end
  end,
  available = function(count) return count.most - count.used end,
  take = function(count, permits)
    if count.at and count.at < count.start then
      return
    end
    if count.used == 0 then
      count.start = now
    end
    count.used = math.max(0, count.used + permits)
    redis.call('HSET', count.key, 'u', string.format('%.0f', count.used), 't', string.format('%.0f', count.start))
  end,
  untilPermits = function(count) return count.start + count.window - now end,
  untilFull = function(count) return count.used == 0 and 0 or count.start + count.window - now end,
}

-- A window that advances in segments: the permits taken, by segment.
algorithms.s = {
  read = function(count)
    count.step = math.ceil(count.window / count.segments)
    count.segment = math.floor(now / count.step)
    count.taken, count.used = {}, 0
    local stored, old = redis.call('HGETALL', count.key), {}
    for i = 1, #stored, 2 do
      local segment, taken = tonumber(stored[i]), tonumber(stored[i + 1])
      if segment < count.segment - count.segments then
        old[#old + 1] = stored[i]
      else
        count.taken[#count.taken + 1] = { segment, taken }
        count.used = count.used + taken
      end
    end
    if #old > 0 then
      redis.call('HDEL', count.key, unpack(old))
    end
    table.sort(count.taken, function(one, other) return one[1] < other[1] end)
  end,
  available = function(count) return count.most - count.used end,
  take = function(count, permits)
    local segment = count.at and math.floor(count.at / count.step) or count.segment
    if segment < count.segment - count.segments then
      return
    end

    -- Newest segment first, and never below zero: a return must not outlive the permits that were taken.
    if permits < 0 then
      for i = #count.taken, 1, -1 do
        local one = count.taken[i]
        local back = one[1] <= segment and math.min(-permits, one[2]) or 0
        if back > 0 then
          redis.call('HINCRBY', count.key, string.format('%.0f', one[1]), string.format('%.0f', -back))
          one[2], count.used, permits = one[2] - back, count.used - back, permits + back
        end
      end
      return
    end
    redis.call('HINCRBY', count.key, string.format('%.0f', segment), string.format('%.0f', permits))
    count.used = count.used + permits
    count.taken[#count.taken + 1] = { segment, permits }
  end,
  untilPermits = function(count, wanted)
    local freed = count.most - count.used
    for _, one in ipairs(count.taken) do
      freed = freed + one[2]
      if freed >= wanted then
        return (one[1] + count.segments + 1) * count.step - now
      end
    end
    return count.window
  end,
  untilFull = function(count)
    local newest = 0
    for _, one in ipairs(count.taken) do
      newest = math.max(newest, one[1])
    end
    return count.used <= 0 and 0 or (newest + count.segments + 1) * count.step - now
  end,
}

local counts, refused = {}, false
for i, key in ipairs(KEYS) do
  local base = 1 + (i - 1) * 7
  local how = tonumber(ARGV[base + 7])
  local count = {
    key = key, algorithm = algorithms[ARGV[base + 1]], permits = tonumber(ARGV[base + 2]), window = tonumber(ARGV[base + 3]),
    most = tonumber(ARGV[base + 4]), segments = tonumber(ARGV[base + 5]), wanted = tonumber(ARGV[base + 6]), how = how,
  }
  if how < -1 then
    count.at = -how
  end
  count.algorithm.read(count)
  if how >= 0 then
    local available = count.algorithm.available(count)
    count.least = how > 0 and 1 or math.max(1, count.wanted)
    count.refuses = available < count.least
    count.granted = count.wanted
    if how > 0 then
      count.granted = math.max(1, math.min(count.wanted, math.floor(available / (2 * how))))
    end
    refused = refused or count.refuses
  else
    count.granted = count.wanted
  end
  counts[i] = count
end

local reply = { 1, now }
for _, count in ipairs(counts) do
  if refused then
    count.granted = 0
  elseif count.granted ~= 0 then
    count.algorithm.take(count, count.granted)
  end
  local untilFull = bounded(count.algorithm.untilFull(count))
  if count.granted ~= 0 then
    redis.call('PEXPIRE', count.key, math.max(1, math.ceil(untilFull / 1000)))
  end
  reply[#reply + 1] = count.granted
  reply[#reply + 1] = count.algorithm.available(count)
  reply[#reply + 1] = count.refuses and bounded(count.algorithm.untilPermits(count, count.least)) or 0
  reply[#reply + 1] = untilFull
  reply[#reply + 1] = count.refuses and 1 or 0
end
return reply
