package io.jcorn.worker;

import io.jcorn.app.Service;

/**
 * Finds a request of an event loop the thread that serves it: the leader itself; the leader, who gives the lead to
 * another; or the next thread that is free. The leader's.
 */
final class Dispatcher {
    /** What became of the request. */
    enum Outcome {
        /** It was served here, and the caller has its connection back. */
        SERVED,
        /** Somebody else has it, and will give its connection back. */
        ELSEWHERE,
        /** Nobody serves it: too many others wait for a thread. The caller has its connection back. */
        REFUSED,
        /** Another thread leads the loop by now. */
        LEAD_LOST
    }

    private final Worker worker;
    private final EventLoop loop;

    Dispatcher(Worker worker, EventLoop loop) {
        this.worker = worker;
        this.loop = loop;
    }

    Outcome dispatch(Http1Exchange exchange) {
        if (worker.runsInline(exchange)) {
            return runInline(exchange);
        }
        if (worker.virtualThreads() != null) {
            worker.virtualThreads().execute(exchange);
            return Outcome.ELSEWHERE;
        }
        // others that are ready shall not wait, one after the other, until a new leader has woken up
        boolean isShort = exchange.cost().isShort() && exchange.requestBody().isPrefetched();
        if (!loop.hasReady() && worker.threads().tryStart(loop::run, isShort)) {
            exchange.run();
            return Outcome.LEAD_LOST;
        }
        return worker.threads().offer(exchange, isShort) ? Outcome.ELSEWHERE : Outcome.REFUSED;
    }

    /** Serves it between {@link Lead#enter} and {@link Lead#leave}, where nothing may be thrown: see {@link Http1Exchange#serve}. */
    private Outcome runInline(Http1Exchange exchange) {
        RequestThread thread = RequestThread.current();
        long entered = loop.lead.enter(exchange.cost());
        thread.inline(loop.lead, entered);
        Service.Outcome outcome = exchange.serve();
        thread.inline(null, 0);
        if (loop.lead.leave(entered)) {
            return outcome == Service.Outcome.DONE ? Outcome.SERVED : Outcome.ELSEWHERE;
        }
        loop.wakeupForRest();
        if (outcome == Service.Outcome.DONE) {
            exchange.giveBack();
        }
        return Outcome.LEAD_LOST;
    }
}
