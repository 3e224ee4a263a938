package io.jcorn.servlet.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Attributes that are nowhere but in this worker's heap. */
final class HeapAttributes implements AttributeMap {
    private final ConcurrentHashMap<String, Object> attributes = new ConcurrentHashMap<>(8);

    @Override
    public Object get(String name) {
        return attributes.get(name);
    }

    @Override
    public Object put(String name, Object value) {
        return attributes.put(name, value);
    }

    @Override
    public Object remove(String name) {
        return attributes.remove(name);
    }

    @Override
    public Set<String> names() {
        return attributes.keySet();
    }
}
