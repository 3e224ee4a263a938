package io.jcorn.worker;

import java.util.ArrayDeque;

/**
 * Arrays of one length that wait to be used again: the last one used is still in the processor's caches, and a new one
 * would have to be filled with zeros. Belongs to a loop's leader.
 */
final class SpareArrays {
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
    private final int length;
    private final int most;

    /** @param most how many are kept */
    SpareArrays(int length, int most) {
        this.length = length;
        this.most = most;
    }

    byte[] take() {
        byte[] array = spare.pollLast();
        return array == null ? new byte[length] : array;
    }

    /** Takes back an array that nobody else has any more; one of another length is left to the garbage collector. */
    void release(byte[] array) {
        if (array.length == length && spare.size() < most) {
            spare.addLast(array);
        }
    }
}
