package io.jcorn.worker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A selector and what belongs to it: connections that are idle, slow to send their head or slow to take their response.
 *
 * <p>Led by one {@link RequestThread} at a time, see {@link Lead}; all fields but the volatile and atomic ones and the
 * queue of returned connections are the leader's. The leader runs quick requests itself. When it can't promise to be back at
 * once, another thread takes the lead and this one becomes the request's thread.
 */
final class EventLoop {
    private static final Logger LOG = System.getLogger("jcorn.worker");
    private static final int BUFFER_BYTES = 8192;
    private static final int MAX_SPARE_BUFFERS = 256;
    private static final int MAX_SPARE_BODIES = 32;
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SWEEP_MILLIS = 250;

    final Worker worker;
    final Lead lead;
    final Dispatcher dispatcher;
    private final Selector selector;
    private final Acceptor acceptor;
    /** null if no other worker can hand over requests. */
    private final Acceptor relayAcceptor;

    private final RelayLinks links = new RelayLinks(this);
    private final ArrayDeque<SelectionKey> ready = new ArrayDeque<>();
    private final Consumer<SelectionKey> addReady = ready::add;
    private final ConcurrentLinkedQueue<Returned> returned = new ConcurrentLinkedQueue<>();
    /** Those of {@link #returned} whose turn it is. */
    private final ArrayDeque<Returned> back = new ArrayDeque<>();
    /** What inline requests of a turn have left to be done together; also by one that lost the lead meanwhile. */
    private final ConcurrentLinkedQueue<Runnable> rest = new ConcurrentLinkedQueue<>();

    /** For input, while there is any. */
    final SpareArrays buffers = new SpareArrays(BUFFER_BYTES, MAX_SPARE_BUFFERS);
    /** For bodies that come in before they are read. */
    final SpareArrays bodies;

    private final AtomicInteger connections = new AtomicInteger();
    private long nextSweep = System.nanoTime();
    /** When a sweep was last so late that this thread, or the whole machine, must have stood still. */
    private long awake = nextSweep;

    /** Whoever led it last; for the {@link Watchdog}. */
    private volatile NativeThread leader;

    private volatile long lastTurn = System.nanoTime();
    private volatile boolean selecting;

    EventLoop(Worker worker, Acceptor acceptor) throws IOException {
        this.worker = worker;
        this.bodies = new SpareArrays(worker.limits().bodyBuffer(), MAX_SPARE_BODIES);
        this.acceptor = acceptor;
        this.relayAcceptor = worker.relays() == null
                ? null
                : Acceptor.ofRelays(worker.relays().listener());
        this.selector = Selector.open();
        this.lead = new Lead(this::findLeader);
        this.dispatcher = new Dispatcher(worker, this);
    }

    void start() {
        findLeader();
    }

    private void findLeader() {
        worker.threads().lead(this::run);
    }

    /** Leads the loop until the lead is lost or the worker ends. */
    void run() {
        leader = RequestThread.current().nativeThread();
        lead.begin();
        try {
            while (!worker.isStopped()) {
                if (!turn()) {
                    return;
                }
            }
            runRest();
            closeAll();
        } catch (IOException | RuntimeException | Error e) {
            worker.fail("the event loop can't wait for connections", e);
        }
    }

    /**
     * One round: end the last one, wait, serve what is ready, now and then sweep. Returns false if the lead was lost on
     * the way.
     */
    private boolean turn() throws IOException {
        if (!rest.isEmpty() && !endTurn()) {
            return false;
        }
        long now = System.nanoTime();
        if (now - nextSweep >= 0) {
            sweep(now);
        }
        if (ready.isEmpty()) {
            select();
        }
        if (back.isEmpty()) {
            takeBack();
        }
        for (Returned one = back.poll(); one != null; one = back.poll()) {
            if (!one.returned()) {
                return false;
            }
        }
        for (SelectionKey key = ready.poll(); key != null; key = ready.poll()) {
            if (!key.isValid()) {
                continue;
            }
            if (key.attachment() instanceof Acceptor listening) {
                listening.accept(this, key);
            } else if (!((Watched) key.attachment()).ready()) {
                return false;
            }
        }
        return true;
    }

    /** Who comes back from here on is after those that are ready: clients that pipeline without end come back at once. */
    private void takeBack() {
        for (Returned one = returned.poll(); one != null; one = returned.poll()) {
            back.add(one);
        }
    }

    /** What was left may take a moment, so the lead can be lost as in a request. */
    private boolean endTurn() {
        long entered = lead.enter(null);
        runRest();
        return lead.leave(entered);
    }

    private void runRest() {
        for (Runnable task = rest.poll(); task != null; task = rest.poll()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "fault in what requests have left to be done; the others go on", e);
            }
        }
    }

    /** Has {@code task} run after the turn. From the thread that runs a request of this loop inline. */
    void afterTurn(Runnable task) {
        rest.add(task);
    }

    /** To be called by who finds that it leads no more: the next leader may wait for connections already. */
    void wakeupForRest() {
        if (!rest.isEmpty()) {
            wakeup();
        }
    }

    /** Whether other connections wait for the leader. Leader only. */
    boolean hasReady() {
        return !ready.isEmpty();
    }

    private void select() throws IOException {
        selecting = true; // from here on who closes a connection, or gives it back, calls wakeup
        acceptor.resume(this, selector);
        if (back.isEmpty() && returned.isEmpty() && rest.isEmpty()) {
            selector.select(addReady, SWEEP_MILLIS);
        } else {
            selector.selectNow(addReady);
        }
        selecting = false;
        lastTurn = System.nanoTime();
    }

    /** Looks after time limits and the listeners. Leader only. */
    void sweep(long now) {
        if (now - nextSweep > SWEEP_NANOS) {
            awake = now;
        }
        nextSweep = now + SWEEP_NANOS;
        acceptor.sweep(this, selector);
        if (relayAcceptor != null) {
            relayAcceptor.sweep(this, selector);
        }
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Watched watched) {
                watched.sweep(now, awake);
            }
        }
    }

    /** Gives a connection back to the leader, or something else its turn; from any thread. */
    void giveBack(Returned one) {
        returned.add(one);
        wakeup();
    }

    /** Has the leader look at the selector again; from any thread. */
    void wakeup() {
        if (selecting) {
            selector.wakeup();
        }
    }

    /** Has the loop take no more connections of other workers from its next sweep on. From any thread. */
    void closeRelays() {
        if (relayAcceptor != null) {
            relayAcceptor.close();
        }
    }

    /** For connections to other workers. Leader only. */
    Selector selector() {
        return selector;
    }

    /** Leader only. */
    RelayLinks links() {
        return links;
    }

    /**
     * Takes in an accepted connection. Leader only.
     *
     * @param relayed whether it is another worker's
     */
    void add(SocketChannel channel, boolean relayed) throws IOException {
        Http1Connection connection = new Http1Connection(this, channel, worker.nextConnectionId(), relayed);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, connection);
        connections.incrementAndGet();
        worker.stats().connectionOpened();
        connection.begin(key);
    }

    /** A connection was closed. From any thread, since any may close one. */
    void removed() {
        connections.decrementAndGet();
        worker.stats().connectionClosed();
    }

    /** How many connections this loop has. */
    int connections() {
        return connections.get();
    }

    /** Whether the leader runs, or would if there were a processor for it. From any thread. */
    boolean isLeaderRunnable() {
        return leader.isRunnable();
    }

    /** When the leader was last seen alive, by {@link System#nanoTime}. */
    long lastTurn() {
        return lastTurn;
    }

    private void closeAll() throws IOException {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Watched watched) {
                watched.close();
            }
        }
        selector.close();
    }
}
