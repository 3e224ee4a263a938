package io.jcorn.servlet.session.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Set;

/**
 * Makes an application's session attributes bytes and back. Any thread; runs the application's serialization code in
 * the caller's.
 *
 * <p>The first byte says how the rest is written, see {@link Tag}. A value of a class that isn't
 * {@linkplain AllowedClasses allowed} is refused when it is written already, not first when it is read.
 */
public final class AttributeCodec {
    /** Of one attribute: far beyond what belongs into a session. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Values that can't change. An attribute of another class may have changed whenever somebody got it. */
    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            java.math.BigDecimal.class,
            java.math.BigInteger.class,
            java.net.URI.class,
            java.time.Duration.class,
            java.time.Instant.class,
            java.time.LocalDate.class,
            java.time.LocalDateTime.class,
            java.time.LocalTime.class,
            java.time.OffsetDateTime.class,
            java.time.ZonedDateTime.class,
            java.util.Currency.class,
            java.util.Locale.class,
            java.util.UUID.class);

    private final ClassLoader application;
    private final AllowedClasses allowed;

    /** @param application the loader of the application's classes */
    public AttributeCodec(ClassLoader application) {
        this.application = application;
        this.allowed = new AllowedClasses(application, MAX_BYTES);
    }

    public static boolean isImmutable(Object value) {
        return IMMUTABLE.contains(value.getClass()) || value instanceof Enum<?>;
    }

    /**
     * @throws CodecException if the value, or one that it refers to, can't be serialized or is too large
     * @throws RuntimeException what the application's code throws, also if another thread changes the value meanwhile
     */
    public byte[] encode(Object value) throws CodecException {
        byte[] brief = Tag.encode(value);
        byte[] bytes = brief != null ? brief : serialize(value);
        if (bytes.length > MAX_BYTES) {
            throw new CodecException("its " + bytes.length + " bytes are more than " + MAX_BYTES, null);
        }
        return bytes;
    }

    private byte[] serialize(Object value) throws CodecException {
        ObjectBytes bytes = new ObjectBytes(512);
        bytes.write(Tag.OBJECT);
        try (AttributeOutput out = new AttributeOutput(bytes, allowed)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new CodecException(e.getMessage() + " can't be serialized", e);
        } catch (StackOverflowError e) {
            throw new CodecException("it is nested too deeply", e);
        }
        return bytes.toByteArray();
    }

    /** @throws CodecException if its class is missing, has changed or isn't allowed */
    public Object decode(byte[] bytes) throws CodecException {
        if (bytes.length == 0) {
            throw new CodecException("it is empty", null);
        }
        if (bytes[0] != Tag.OBJECT) {
            return Tag.decode(bytes);
        }
        try (ObjectInputStream in = new AttributeInput(new ByteArrayInputStream(bytes, 1, bytes.length - 1))) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new CodecException(e.toString(), e);
        }
    }

    private final class AttributeInput extends ObjectInputStream {
        AttributeInput(InputStream in) throws IOException {
            super(in);
            setObjectInputFilter(allowed);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(type.getName(), false, application);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(type); // primitive types
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
            Class<?>[] types = new Class<?>[interfaces.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = Class.forName(interfaces[i], false, application);
            }
            return proxyOf(types);
        }

        @SuppressWarnings("deprecation") // only the class is wanted: the stream fills the instance
        private Class<?> proxyOf(Class<?>[] types) {
            return java.lang.reflect.Proxy.getProxyClass(application, types);
        }
    }
}
