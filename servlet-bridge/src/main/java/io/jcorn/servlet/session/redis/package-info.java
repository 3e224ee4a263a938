/**
 * The session store beyond one machine: Redis or Valkey, by Jedis (docs/decisions/jedis.md). The only package that knows
 * Jedis; nothing of it is loaded unless the settings name such a store.
 *
 * <p>Reads run in the thread that asks. All writes of a worker run in its one {@link
 * io.jcorn.servlet.session.redis.RedisWriter} thread, as calls of the script {@code write.lua}.
 */
package io.jcorn.servlet.session.redis;
