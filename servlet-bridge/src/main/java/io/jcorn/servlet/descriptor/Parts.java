package io.jcorn.servlet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The declarations of one element, such as the servlet 'x', found in several descriptors.
 *
 * @param main null if the main descriptor doesn't declare it
 */
record Parts<E>(String what, Declared<E> main, List<Declared<E>> others) {

    /** Of the one that comes first. */
    Place place() {
        return main != null ? main.place() : others.get(0).place();
    }

    /** A child that may occur once: the main one's, else that of the others, which must agree. Null if none has it. */
    <T> T single(String child, Function<E, T> value) throws DescriptorException {
        if (main != null && value.apply(main.value()) != null) return value.apply(main.value());
        T found = null;
        Place foundAt = null;
        for (Declared<E> other : others) {
            T candidate = value.apply(other.value());
            if (candidate == null) continue;
            if (found != null && !found.equals(candidate)) throw differs(child, other.place(), foundAt);
            found = candidate;
            foundAt = other.place();
        }
        return found;
    }

    /** Children that may occur many times, by name. */
    Map<String, String> keyed(String child, Function<E, Map<String, String>> values) throws DescriptorException {
        List<Declared<E>> all = new ArrayList<>(others);
        if (main != null) all.add(0, main);
        Map<String, String> merged = new LinkedHashMap<>();
        for (Declared<E> each : all)
            for (String name : values.apply(each.value()).keySet())
                merged.putIfAbsent(
                        name,
                        single(child + " '" + name + "'", e -> values.apply(e).get(name)));
        return merged;
    }

    Map<String, String> initParams(Function<E, Map<String, String>> values) throws DescriptorException {
        return keyed("init-param", values);
    }

    /** The same with a part of the element in its place. */
    <T> Parts<T> part(Function<E, T> part) {
        return new Parts<>(
                what,
                main == null ? null : new Declared<>(part.apply(main.value()), main.place()),
                others.stream()
                        .map(other -> new Declared<>(part.apply(other.value()), other.place()))
                        .toList());
    }

    private DescriptorException differs(String child, Place at, Place earlier) {
        return new DescriptorException(
                at,
                "the " + child + " of " + what + " differs from that in " + earlier
                        + "; let web.xml decide by declaring it, too");
    }
}
