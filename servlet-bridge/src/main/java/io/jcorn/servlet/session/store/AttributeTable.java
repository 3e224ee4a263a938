package io.jcorn.servlet.session.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The attributes of a session as one value of a store:
 *
 * <pre>
 *   format 1 | count 4 | count × ( name length 4 | name, UTF-8 | value length 4 | value )
 * </pre>
 */
public final class AttributeTable {
    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = 5;
    private static final int ENTRY_BYTES = 8;

    private AttributeTable() {}

    public static byte[] encode(Map<String, byte[]> attributes) {
        byte[][] names = new byte[attributes.size()][];
        int length = HEADER_BYTES;
        int i = 0;
        for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
            names[i] = attribute.getKey().getBytes(StandardCharsets.UTF_8);
            length += ENTRY_BYTES + names[i++].length + attribute.getValue().length;
        }
        ByteBuffer table = ByteBuffer.allocate(length).put(FORMAT).putInt(names.length);
        i = 0;
        for (byte[] value : attributes.values()) {
            byte[] name = names[i++];
            table.putInt(name.length).put(name).putInt(value.length).put(value);
        }
        return table.array();
    }

    /** @throws StoreException if it is no table of this format */
    public static Map<String, byte[]> decode(ByteBuffer table) {
        try {
            byte format = table.get();
            if (format != FORMAT) {
                throw new StoreException(
                        StoreException.Kind.DAMAGED, "a stored session is of the unknown format " + format, null);
            }
            int count = table.getInt();
            Map<String, byte[]> attributes = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                String name = new String(bytes(table), StandardCharsets.UTF_8);
                attributes.put(name, bytes(table));
            }
            return attributes;
        } catch (BufferUnderflowException e) {
            throw new StoreException(StoreException.Kind.DAMAGED, "a stored session is cut off", e);
        }
    }

    /** The workers that pins among the attributes name; none if it is no table of this format. Copies no other attribute. */
    public static List<String> owners(ByteBuffer table) {
        List<String> owners = new ArrayList<>();
        try {
            ByteBuffer rest = table.duplicate();
            int count = rest.get() == FORMAT ? rest.getInt() : 0;
            for (int i = 0; i < count; i++) {
                rest.position(rest.getInt() + rest.position());
                int end = rest.getInt() + rest.position();
                if (rest.position() < end && rest.get(rest.position()) == Pin.FIRST) {
                    byte[] pin = new byte[end - rest.position()];
                    rest.get(pin);
                    owners.add(Pin.worker(pin));
                }
                rest.position(end);
            }
            return owners;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return List.of(); // damaged: whoever reads the session tells
        }
    }

    private static byte[] bytes(ByteBuffer table) {
        int length = table.getInt();
        if (length < 0 || length > table.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        table.get(bytes);
        return bytes;
    }
}
