package io.jcorn.servlet.session;

import io.jcorn.servlet.session.codec.AttributeCodec;
import io.jcorn.servlet.session.codec.CodecException;
import io.jcorn.servlet.session.store.Pin;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * This worker's copy of a stored session's attributes: live objects for those that somebody asked for, bytes for the
 * others, and what isn't stored yet.
 *
 * <p>All state is under this object's lock, for requests of one client may run at the same time. The application's
 * serialization code runs under it too, so that an attribute becomes one object and changes are saved in their order.
 */
final class CopiedAttributes implements AttributeMap {
    private final HttpSession session;
    private final AttributeCodec codec;
    private final boolean findsMutations;
    private final Pinning pinning;
    private final AttributeTroubles troubles;
    private final Map<String, Slot> slots = new HashMap<>();
    /** Whether another worker has, or had, attributes that the store has not. Written under the lock. */
    private volatile boolean elsewhere;

    CopiedAttributes(HttpSession session, AttributeCodec codec, SessionSharing sharing, AttributeTroubles troubles) {
        this.session = session;
        this.codec = codec;
        this.findsMutations = sharing.findsMutations();
        this.pinning = sharing.pinning();
        this.troubles = troubles;
    }

    /** Attributes to save. */
    record Changes(Map<String, byte[]> set, Set<String> removed) {
        boolean isEmpty() {
            return set.isEmpty() && removed.isEmpty();
        }
    }

    // ---- for applications

    @Override
    public synchronized Object get(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            return null;
        }
        Object value = value(name, slot);
        if (value != null && !AttributeCodec.isImmutable(value)) {
            slot.handedOut = true;
        }
        return value;
    }

    private Object value(String name, Slot slot) {
        if (slot.value == null && slot.stored != null && !slot.removed && !slot.unreadable) {
            try {
                slot.value = codec.decode(slot.stored);
                if (slot.value instanceof HttpSessionActivationListener listener) {
                    listener.sessionDidActivate(new HttpSessionEvent(session));
                }
                if (findsMutations && !AttributeCodec.isImmutable(slot.value)) {
                    // not what was read: some classes, HashMap is one, have another form after each reading
                    slot.compared = encode(slot.value);
                }
            } catch (CodecException | RuntimeException e) {
                slot.unreadable = slot.value == null;
                troubles.cannotRead(name, e);
            }
        }
        return slot.value;
    }

    @Override
    public void check(String name, Object value) {
        if (!pinning.refuses()) {
            return;
        }
        try {
            encode(value);
        } catch (CodecException e) {
            throw new IllegalArgumentException(
                    "the session attribute " + name + " (" + value.getClass().getName()
                            + ") can't be stored for other workers, and session-pin is off: " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            return; // another thread changes it just now, perhaps: the end of the request tries again
        }
    }

    @Override
    public synchronized Object put(String name, Object value) {
        Slot slot = slots.computeIfAbsent(name, absent -> new Slot());
        Object old = value(name, slot);
        slot.set(value);
        return old;
    }

    @Override
    public synchronized Object remove(String name) {
        Slot slot = slots.get(name);
        if (slot == null || slot.removed) {
            return null;
        }
        Object old = value(name, slot);
        slot.set(null);
        return old;
    }

    @Override
    public synchronized Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        slots.forEach((name, slot) -> {
            if (value(name, slot) != null) {
                names.add(name);
            }
        });
        return names;
    }

    // ---- for the store

    /** Takes over what another worker changed; what changed here and isn't stored yet stays. */
    synchronized void adopt(Map<String, byte[]> stored) {
        stored.forEach((name, bytes) -> {
            Slot slot = slots.computeIfAbsent(name, absent -> new Slot());
            if (slot.isSettled() && !slot.isStoredAs(bytes)) {
                slot.adopt(bytes);
            }
        });
        slots.entrySet().removeIf(slot -> slot.getValue().isSettled() && !stored.containsKey(slot.getKey()));
        elsewhere = stored.values().stream().anyMatch(pinning::isElsewhere);
    }

    /**
     * The workers that have attributes which the store has not, in an order that all workers agree on. Empty if this one
     * has such attributes too, so that of two workers neither hands the session's requests to the other.
     */
    List<String> owners() {
        return elsewhere ? ownersElsewhere() : List.of();
    }

    private synchronized List<String> ownersElsewhere() {
        return isPinned()
                ? List.of()
                : slots.values().stream()
                        .filter(slot -> slot.stored != null && pinning.isElsewhere(slot.stored))
                        .map(slot -> Pin.worker(slot.stored))
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** Whether this worker has attributes that others can't know. */
    synchronized boolean isPinned() {
        for (Slot slot : slots.values()) {
            if (slot.local) {
                return true;
            }
        }
        return false;
    }

    /** The names of those attributes. */
    synchronized Set<String> pinned() {
        Set<String> names = new LinkedHashSet<>();
        slots.forEach((name, slot) -> {
            if (slot.local) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * What has to be saved; {@link #saved} or {@link #notSaved} has to be called for it.
     *
     * @param last whether no request has the session any more, so that nobody changes what was handed out
     */
    synchronized Changes collect(boolean last) {
        Map<String, byte[]> set = new LinkedHashMap<>();
        Set<String> removed = new HashSet<>();
        Iterator<Map.Entry<String, Slot>> all = slots.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Slot> entry = all.next();
            Slot slot = entry.getValue();
            if (slot.removed && slot.changed && slot.stored == null && slot.saving == 0) {
                all.remove(); // came and went
            } else if (slot.changed || slot.handedOut && findsMutations && !slot.local) {
                collect(entry.getKey(), slot, set, removed);
            }
            slot.handedOut &= !last;
        }
        return new Changes(set, removed);
    }

    private void collect(String name, Slot slot, Map<String, byte[]> set, Set<String> removed) {
        byte[] bytes = null;
        if (!slot.removed) {
            try {
                bytes = encode(slot.value);
                if (!slot.changed && java.util.Arrays.equals(bytes, slot.compared)) {
                    return;
                }
            } catch (CodecException e) {
                troubles.cannotWrite(name, slot.value, pinning, e);
                slot.local = true;
                bytes = pinning.pin();
            } catch (RuntimeException e) {
                slot.changed = true; // another request changes it just now, perhaps: the next one tries again
                troubles.failedToWrite(name, slot.value, e);
                return;
            }
        }
        slot.changed = false;
        if (slot.local && bytes != null && slot.isStoredAs(bytes)) {
            return;
        }
        if (bytes != null) {
            set.put(name, bytes);
            slot.compared = slot.local || AttributeCodec.isImmutable(slot.value) ? null : bytes;
        } else if (slot.stored != null || slot.saving > 0) {
            removed.add(name);
        } else {
            return;
        }
        slot.stored = bytes;
        slot.saving++;
    }

    /** All that the store will have when what was collected is saved. */
    synchronized Map<String, byte[]> stored() {
        Map<String, byte[]> all = new HashMap<>();
        slots.forEach((name, slot) -> {
            if (slot.stored != null) {
                all.put(name, slot.stored);
            }
        });
        return all;
    }

    /** An object that lives on here hears that it leaves for other workers, and is back (Servlet 6.1 §7.7.2). */
    private byte[] encode(Object value) throws CodecException {
        if (!(value instanceof HttpSessionActivationListener listener)) {
            return codec.encode(value);
        }
        HttpSessionEvent event = new HttpSessionEvent(session);
        listener.sessionWillPassivate(event);
        try {
            return codec.encode(value);
        } finally {
            listener.sessionDidActivate(event);
        }
    }

    synchronized void saved(Changes changes) {
        changes.set().keySet().forEach(name -> slots.get(name).saving--);
        for (String name : changes.removed()) {
            Slot slot = slots.get(name);
            slot.saving--;
            if (slot.removed && slot.saving == 0 && !slot.changed) {
                slots.remove(name);
            }
        }
    }

    /**
     * They didn't reach the store and the request that made them failed: what the store has counts again.
     *
     * @param keep for a session that the store has nothing of: they stay until it ends
     */
    synchronized void notSaved(Changes changes, boolean keep) {
        for (Set<String> names : List.of(changes.set().keySet(), changes.removed())) {
            for (String name : names) {
                Slot slot = slots.get(name);
                slot.saving--;
                slot.changed |= keep;
                if (slot.isSettled()) {
                    slots.remove(name);
                }
            }
        }
    }

    /** Whether this copy has something that no other worker can know. */
    synchronized boolean isIrreplaceable() {
        for (Slot slot : slots.values()) {
            if (!slot.isSettled() || slot.local) {
                return true;
            }
        }
        return false;
    }
}
