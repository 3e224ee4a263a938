package io.jcorn.app;

/** What answers one request: made by {@link Application#route} for that request alone. */
public interface Service {
    /** How a call of {@link #serve} ended. */
    enum Outcome {
        /** The response is whole: the worker finishes it. */
        DONE,
        /**
         * Somebody else holds the exchange, and has perhaps finished it by now: the worker doesn't touch it again.
         * The response ends when {@link Exchange#finish} is called.
         */
        SUSPENDED
    }

    /** The tracked cost of the mapping this request fell to; shared by all requests of that mapping. */
    Cost cost();

    /**
     * Serves the request: reads the body, writes the response. May block; the worker gives the event loop to another
     * thread when it does. Runs on the event loop's thread when {@link #cost} says that it is quick, else on a request
     * thread.
     *
     * @throws Exception that no error page of the application's own could answer: the worker answers 500 if nothing
     *     was committed, and otherwise aborts the connection
     */
    Outcome serve(Exchange exchange) throws Exception;
}
