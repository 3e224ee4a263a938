/**
 * The default session store: LMDB, a memory-mapped B+ tree that the workers of one server read and write together
 * (docs/decisions/lmdb.md has the measurements behind each safeguard). The only package that knows lmdbjava.
 *
 * <p>Reads run in the thread that asks. All writes of a worker run in its one {@link
 * io.jcorn.servlet.session.lmdb.GroupCommit} thread, under a file lock that keeps the other workers' out.
 */
package io.jcorn.servlet.session.lmdb;
