/**
 * A worker process: accepts connections, parses requests, calls the application, writes responses.
 *
 * <p>Reading order: {@link io.jcorn.worker.WorkerMain} boots, {@link io.jcorn.worker.Worker} owns the process's life,
 * {@link io.jcorn.worker.EventLoop} owns idle and slow connections, {@link io.jcorn.worker.Http1Connection} is the story
 * of one connection, {@link io.jcorn.worker.EndPoint} its socket with what came and is to go, {@link io.jcorn.worker.Http1Exchange}
 * one request.
 *
 * <p>Threads: each event loop is led by one {@link io.jcorn.worker.RequestThread} at a time; a request runs on the leader
 * when its mapping is quick, and otherwise on a thread that has given the lead away. What is owned by "the leader" is
 * handed over with the lead, by the one atomic word that {@link io.jcorn.worker.Lead} is.
 *
 * <p>Imports {@code boot}, {@code app}, {@code http}, {@code proxy}, {@code config}, {@code sock} and {@code log}; mirrors gunicorn's
 * {@code workers/base.py} and {@code workers/gthread.py}.
 */
package io.jcorn.worker;
