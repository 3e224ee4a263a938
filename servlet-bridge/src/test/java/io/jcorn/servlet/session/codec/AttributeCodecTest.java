package io.jcorn.servlet.session.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeCodecTest {
    private final AttributeCodec codec = new AttributeCodec(getClass().getClassLoader());

    record Cart(List<String> items, Instant since) implements Serializable {}

    enum Color {
        RED
    }

    static final class Handle {}

    record Wrong(Object handle) implements Serializable {}

    static final class Rank implements java.util.Comparator<String>, Serializable {
        @Override
        public int compare(String one, String other) {
            return one.compareTo(other);
        }
    }

    static List<Object> values() {
        return List.of(
                "",
                "plain",
                "größe",
                "Ω mega",
                "\ud800 half a pair",
                1,
                -1L,
                true,
                false,
                1.5,
                2.5f,
                (short) 7,
                (byte) 8,
                'ß',
                new byte[] {1, 2, 3},
                UUID.randomUUID(),
                Color.RED,
                new Cart(new ArrayList<>(List.of("a")), Instant.EPOCH),
                new HashMap<>(Map.of("k", List.of(1, 2))),
                new int[][] {{1}, {2, 3}},
                new GregorianCalendar(TimeZone.getTimeZone("Europe/Berlin")),
                new java.util.TreeSet<>(new Rank()),
                new IllegalStateException("a message to show"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsWhatItWrote(Object value) throws CodecException {
        Object read = codec.decode(codec.encode(value));
        if (value instanceof Throwable thrown) {
            assertThat(read)
                    .isInstanceOfSatisfying(Throwable.class, t -> assertThat(t).hasMessage(thrown.getMessage()));
        } else if (value instanceof byte[] bytes) {
            assertThat(read).isEqualTo(bytes);
        } else if (value instanceof int[][] numbers) {
            assertThat(Arrays.deepEquals(numbers, (int[][]) read)).isTrue();
        } else {
            assertThat(read).isEqualTo(value);
        }
    }

    @Test
    void simpleValuesAreShort() throws CodecException {
        assertThat(codec.encode(1)).hasSize(5);
        assertThat(codec.encode("größe")).hasSize(6);
    }

    @Test
    void namesTheClassThatDoesNotSerialize() {
        assertThatThrownBy(() -> codec.encode(new Wrong(new Handle())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Handle.class.getName());
    }

    @Test
    void refusesClassesThatNoSessionNeedsWhenTheyAreWritten() {
        assertThatThrownBy(() -> codec.encode(new javax.swing.text.SimpleAttributeSet()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("SimpleAttributeSet");
    }

    @Test
    void refusesThemWhenTheyAreReadToo() throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.write(0);
        try (var out = new java.io.ObjectOutputStream(bytes)) {
            out.writeObject(new javax.swing.text.SimpleAttributeSet());
        }
        assertThatThrownBy(() -> codec.decode(bytes.toByteArray()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("REJECTED");
    }

    @Test
    void anotherLoadersClassIsNotAllowed() {
        Object foreign = Proxy.newProxyInstance(
                new ClassLoader(getClass().getClassLoader()) {},
                new Class<?>[] {Runnable.class},
                (proxy, method, arguments) -> null);
        assertThatThrownBy(() -> codec.encode(foreign)).isInstanceOf(CodecException.class);
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(() -> codec.encode(new byte[20 << 20])).isInstanceOf(CodecException.class);
    }

    @Test
    void bytesThatAreNoAttributeAreAFault() {
        for (byte[] bytes : new byte[][] {{}, {0}, {0, 1, 2}, {3, 1}, {99}}) {
            assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(CodecException.class);
        }
    }

    @Test
    void knowsWhatCannotChange() {
        assertThat(AttributeCodec.isImmutable("a")).isTrue();
        assertThat(AttributeCodec.isImmutable(Color.RED)).isTrue();
        assertThat(AttributeCodec.isImmutable(new byte[0])).isFalse();
        assertThat(AttributeCodec.isImmutable(new ArrayList<>())).isFalse();
    }
}
