/**
 * The arbiter: a process that spawns workers, watches over them and replaces them, and never touches a client's bytes or
 * an application's class.
 *
 * <p>{@link io.jcorn.arbiter.Arbiter} is one thread that owns all state and reads one queue:
 * <pre>
 *  signal handlers ──┐
 *  status pipes   ───┼──► SignalQueue ─► Arbiter: handle, murder, reload, manage ──► spawn, kill
 *  process ends   ───┘                      │
 *                                           └── WorkerTable: BOOTING → READY → DRAINING → gone
 *                                                               └─ CONDEMNED (dump, then KILL) ─┘
 * </pre>
 *
 * <p>Imports boot, config, sock, posix and the JDK; never worker, http or app: what it spawns is a command line. Mirrors
 * gunicorn's {@code arbiter.py} and {@code pidfile.py}.
 */
package io.jcorn.arbiter;
