package io.jcorn.servlet.session.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** A call of the {@link Script}: what it does, to which keys, with which arguments. Filled by one thread. */
final class Call {
    private static final byte[] NO = {'0'};
    private static final byte[] YES = {'1'};

    private final List<byte[]> keys;
    private final List<byte[]> arguments = new ArrayList<>();

    Call(String name, String id, byte[]... keys) {
        this.keys = List.of(keys);
        and(name).and(id);
        arguments.add(NO);
    }

    Call and(String argument) {
        return and(argument.getBytes(UTF_8));
    }

    Call and(long argument) {
        return and(Long.toString(argument));
    }

    Call and(boolean argument) {
        return and(argument ? YES : NO);
    }

    Call and(byte[] argument) {
        arguments.add(argument);
        return this;
    }

    /** It may have been done already. */
    void repeated() {
        arguments.set(2, YES);
    }

    List<byte[]> keys() {
        return keys;
    }

    List<byte[]> arguments() {
        return arguments;
    }
}
