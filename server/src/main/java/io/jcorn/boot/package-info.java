/**
 * What an arbiter and a worker tell each other: all that both sides must agree on, and nothing else.
 *
 * <pre>
 *  arbiter                                                          worker
 *  WorkerBoot.toBytes ── boot pipe, fd 3: settings, listeners ────► WorkerBoot.read
 *  (holds it open)  ──── … its EOF means: the arbiter is gone ────► ParentWatch
 *  StatusLine.parse ◄─── status pipe, fd 4: STARTING READY FAILED RETIRING ─ StatusPipe
 *  ScoreboardSlot   ◄─── shared memory: heartbeat, counters ──────► ScoreboardSlot
 *  TERM = drain and exit, INT = exit quickly, USR1 = reopen logs ─►
 * </pre>
 *
 * <p>Imports the JDK only. Stands where gunicorn has the memory that a fork copies, its {@code workertmp.py} and the
 * exit codes of {@code errors.py}.
 */
package io.jcorn.boot;
