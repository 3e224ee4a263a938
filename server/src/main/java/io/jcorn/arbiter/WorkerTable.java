package io.jcorn.arbiter;

import io.jcorn.boot.Scoreboard;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All workers that are not reaped yet, by age, the oldest first; and who has which scoreboard slot. */
final class WorkerTable {
    private final TreeMap<Integer, WorkerHandle> workers = new TreeMap<>();
    private final BitSet slots = new BitSet(Scoreboard.SLOTS);

    /** A scoreboard slot that no worker has; negative when all are taken. */
    int freeSlot() {
        int slot = slots.nextClearBit(0);
        return slot < Scoreboard.SLOTS ? slot : -1;
    }

    void add(WorkerHandle worker) {
        workers.put(worker.age(), worker);
        slots.set(worker.slotIndex());
    }

    void remove(WorkerHandle worker) {
        workers.remove(worker.age());
        slots.clear(worker.slotIndex());
    }

    Optional<WorkerHandle> byAge(int age) {
        return Optional.ofNullable(workers.get(age));
    }

    boolean has(long pid) {
        return workers.values().stream().anyMatch(worker -> worker.pid() == pid);
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    /** A copy, so that the table may change while it is walked. */
    List<WorkerHandle> all() {
        return List.copyOf(workers.values());
    }

    List<WorkerHandle> where(Predicate<WorkerHandle> condition) {
        return workers.values().stream().filter(condition).toList();
    }

    /** Of a generation, those that count for its number of workers. */
    List<WorkerHandle> staying(Generation generation) {
        return where(worker -> worker.isOf(generation) && worker.isStaying());
    }

    /** Of these, those that are ready. */
    List<WorkerHandle> serving(Generation generation) {
        return where(worker -> worker.isOf(generation) && worker.isServing());
    }
}
