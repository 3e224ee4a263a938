-- One write to a session; Redis runs it as a whole. A session is a hash:
--   v version   c created   l lastAccessed   u accessed   i idleSince   m maxInactiveSeconds   a:NAME an attribute
-- KEYS: the session, the application's index of when sessions expire (a sorted set of ids), for 'rename' and
-- 'rewrite' the new session.
-- ARGV: what to do, the session's id, 1 if it may have been done already (no answer came), then what each function says.
local session, index, id, again = KEYS[1], KEYS[2], ARGV[2], ARGV[3] == '1'
local write = {}

-- What nobody sweeps any more, as no jcorn runs, leaves an hour after its end.
local GRACE_MILLIS = 3600000

-- An interval of sessions that were ended from outside: a sweep removes them whenever they were used.
local ENDED = '-2147483648'

local function whole(n)
  return string.format('%.0f', n)
end

local function enlist(key, name)
  local at = redis.call('HMGET', key, 'i', 'm')
  local interval = tonumber(at[2]) * 1000
  if at[2] == ENDED then
    redis.call('ZADD', index, 0, name)
    redis.call('PEXPIRE', key, GRACE_MILLIS)
  elseif interval > 0 then
    redis.call('ZADD', index, whole(at[1] + interval), name)
    redis.call('PEXPIRE', key, whole(interval + GRACE_MILLIS))
  else
    redis.call('ZADD', index, '+inf', name)
    redis.call('PERSIST', key)
  end
end

-- lastAccessed, accessed, idleSince: the later ones stay
local function touch(last, accessed, idle)
  local at = redis.call('HMGET', session, 'u', 'i')
  if tonumber(accessed) > tonumber(at[1]) then
    redis.call('HSET', session, 'l', last, 'u', accessed)
  end
  if tonumber(idle) > tonumber(at[2]) then
    redis.call('HSET', session, 'i', idle)
  end
end

-- created?, interval changed?, created, lastAccessed, accessed, idleSince, maxInactiveSeconds, n, n × (field, value), fields
function write.save()
  local before = redis.call('HGET', session, 'v')
  if not before and ARGV[4] == '0' then
    return {'0', '0'}
  end
  if before then
    touch(ARGV[7], ARGV[8], ARGV[9])
    if ARGV[5] == '1' and redis.call('HGET', session, 'm') ~= ENDED then
      redis.call('HSET', session, 'm', ARGV[10])
    end
  else
    redis.call('HSET', session, 'c', ARGV[6], 'l', ARGV[7], 'u', ARGV[8], 'i', ARGV[9], 'm', ARGV[10])
  end
  local set = tonumber(ARGV[11])
  for i = 12, 11 + 2 * set, 2 do
    redis.call('HSET', session, ARGV[i], ARGV[i + 1])
  end
  for i = 12 + 2 * set, #ARGV do
    redis.call('HDEL', session, ARGV[i])
  end
  -- by the clock, so that no version comes again after a Redis that lost its latest writes
  local now = redis.call('TIME')
  local after = whole(math.max(tonumber(before or '0') + 1, now[1] * 1000000 + now[2]))
  redis.call('HSET', session, 'v', after)
  enlist(session, id)
  return {before or '0', after}
end

-- lastAccessed, accessed, idleSince
function write.touch()
  if redis.call('EXISTS', session) == 1 then
    touch(ARGV[4], ARGV[5], ARGV[6])
    enlist(session, id)
  end
  return 1
end

function write.remove()
  redis.call('ZREM', index, id)
  return (redis.call('DEL', session) == 1 or again) and 1 or 0
end

-- the new id
function write.rename()
  if redis.call('EXISTS', session) == 0 then
    return again and redis.call('EXISTS', KEYS[3]) or 0
  end
  redis.call('RENAME', session, KEYS[3])
  redis.call('ZREM', index, id)
  enlist(KEYS[3], ARGV[4])
  return 1
end

-- the new id, version that it must have, (field, value)
function write.rewrite()
  local head = redis.call('HMGET', session, 'v', 'c', 'l', 'u', 'i', 'm')
  if not head[1] then
    return again and redis.call('EXISTS', KEYS[3]) == 1 and 'DONE' or 'GONE'
  elseif head[1] ~= ARGV[5] then
    return 'CHANGED'
  end
  redis.call('DEL', session)
  redis.call('ZREM', index, id)
  redis.call('HSET', KEYS[3], 'v', head[1], 'c', head[2], 'l', head[3], 'u', head[4], 'i', head[5], 'm', head[6])
  for i = 6, #ARGV, 2 do
    redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
  end
  enlist(KEYS[3], ARGV[4])
  return 'DONE'
end

-- now
function write.expire()
  local at = redis.call('HMGET', session, 'i', 'm')
  if not at[1] then
    redis.call('ZREM', index, id)
    return {}
  end
  local interval = tonumber(at[2]) * 1000
  if at[2] ~= ENDED and (interval <= 0 or ARGV[4] - at[1] < interval) then
    enlist(session, id)
    return {}
  end
  local all = redis.call('HGETALL', session)
  redis.call('DEL', session)
  redis.call('ZREM', index, id)
  return all
end

-- Changes nothing: tells who has connected that scripts may be run.
function write.try()
  return redis.call('EXISTS', session)
end

-- KEYS[1] is when the application was swept last; now, interval
function write.claim()
  local ago = ARGV[4] - (redis.call('GET', session) or '-inf')
  if ago >= 0 and ago < tonumber(ARGV[5]) then
    return 0
  end
  redis.call('SET', session, ARGV[4])
  return 1
end

return write[ARGV[1]]()
