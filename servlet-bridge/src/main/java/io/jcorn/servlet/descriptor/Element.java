package io.jcorn.servlet.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of a descriptor, known by its local name: the namespaces of J2EE, Java EE and Jakarta EE and none at all are the same.
 * Every question that it can't answer as asked is a {@link DescriptorException} that tells its line.
 */
final class Element {
    private final String name;
    private final Place place;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<Element> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Element(String name, Place place) {
        this.name = name;
        this.place = place;
    }

    /** For {@link XmlReader}, while it builds the tree. */
    void attribute(String attribute, String value) {
        attributes.put(attribute, value);
    }

    /** For {@link XmlReader}, while it builds the tree. */
    void add(Element child) {
        children.add(child);
    }

    /** For {@link XmlReader}, while it builds the tree. */
    void append(String characters) {
        text.append(characters);
    }

    String name() {
        return name;
    }

    Place place() {
        return place;
    }

    /** Null if it has none of this name. */
    String attribute(String attribute) {
        return attributes.get(attribute);
    }

    List<Element> children() {
        return children;
    }

    List<Element> all(String child) {
        return children.stream().filter(element -> element.name.equals(child)).toList();
    }

    /** The only child of this name, null if there is none. */
    Element only(String child) throws DescriptorException {
        List<Element> found = all(child);
        if (found.size() > 1) {
            Element second = found.get(1);
            throw new DescriptorException(
                    second.place, "a second <" + child + "> in <" + name + ">, where one is allowed; remove one");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    boolean has(String child) {
        return children.stream().anyMatch(element -> element.name.equals(child));
    }

    /** Its own text, trimmed; never empty. */
    String value() throws DescriptorException {
        String value = text.toString().strip();
        if (value.isEmpty()) throw new DescriptorException(place, "<" + name + "> is empty");
        return value;
    }

    /** Its own text, trimmed; may be empty. */
    String text() {
        return text.toString().strip();
    }

    /** The text of a child, null if there is no such child or it is empty. */
    String optional(String child) throws DescriptorException {
        Element found = only(child);
        return found == null || found.text().isEmpty() ? null : found.text();
    }

    /** The text of a child that must be there. */
    String required(String child) throws DescriptorException {
        Element found = only(child);
        if (found == null) throw new DescriptorException(place, "<" + name + "> needs a <" + child + ">");
        return found.value();
    }

    List<String> values(String child) throws DescriptorException {
        List<String> values = new ArrayList<>();
        for (Element element : all(child)) values.add(element.value());
        return values;
    }

    /** Null if there is no such child or it is empty. */
    Boolean bool(String child) throws DescriptorException {
        String value = optional(child);
        if (value == null) return null;
        return switch (value) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default ->
                throw new DescriptorException(
                        only(child).place, "<" + child + "> is '" + value + "', it should be true or false");
        };
    }

    /** Null if there is no such child or it is empty. */
    Long number(String child, long min, long max) throws DescriptorException {
        String value = optional(child);
        if (value == null) return null;
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            // no number is as wrong as one out of range
        }
        throw new DescriptorException(
                only(child).place,
                "<" + child + "> is '" + value + "', it should be a whole number from " + min + " to " + max);
    }

    /** Null if there is no such child or it is empty. */
    Integer integer(String child) throws DescriptorException {
        Long number = number(child, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return number == null ? null : number.intValue();
    }

    /** A constant by its name in the descriptor, which is the constant's in any case. */
    <E extends Enum<E>> E constant(Class<E> type) throws DescriptorException {
        for (E constant : type.getEnumConstants()) if (constant.name().equalsIgnoreCase(text())) return constant;
        throw new DescriptorException(
                place, "<" + name + "> is '" + text() + "', it should be one of " + List.of(type.getEnumConstants()));
    }

    /** Name and value of all children such as init-param; of a name that comes twice the first counts. */
    Map<String, String> pairs(String child, String key, String value) throws DescriptorException {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Element pair : all(child)) {
            Element text = pair.only(value);
            pairs.putIfAbsent(pair.required(key), text == null ? "" : text.text());
        }
        return pairs;
    }
}
