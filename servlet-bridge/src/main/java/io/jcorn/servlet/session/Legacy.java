package io.jcorn.servlet.session;

import io.jcorn.servlet.session.codec.AttributeCodec;
import io.jcorn.servlet.session.codec.CodecException;
import io.jcorn.servlet.session.store.AttributeTable;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoredSession;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An application's sessions as one worker's heap leaves them to the next, in a file for the owner only:
 *
 * <pre>
 *   format 4 | count 4 | count × ( id | times | length 4 | {@link AttributeTable} )
 * </pre>
 */
final class Legacy {
    private static final int FORMAT = 1;
    private static final System.Logger LOG = System.getLogger("jcorn.session");

    private final Succession succession;
    private final Path file;
    private final AttributeCodec codec;
    private final AttributeTroubles troubles;
    private volatile boolean taken;

    Legacy(Succession succession, String contextPath, ClassLoader application) {
        this.succession = succession;
        this.file = succession.file(SessionKey.applicationAt(contextPath));
        this.codec = new AttributeCodec(application);
        this.troubles = new AttributeTroubles(contextPath);
    }

    /** Whether nothing more will come of the worker before. */
    boolean isTaken() {
        return taken;
    }

    /** What the worker before left, once; blocks for a while if it is still there, and then there may be more later. */
    synchronized List<StoredSession> take() {
        if (taken || !succession.await()) {
            return List.of();
        }
        taken = true;
        List<StoredSession> sessions = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("it is of another version of jcorn");
            }
            for (int count = in.readInt(); count > 0; count--) {
                sessions.add(read(in));
            }
            LOG.log(System.Logger.Level.INFO, sessions.size() + " sessions of the worker before are restored");
        } catch (NoSuchFileException e) {
            return sessions; // the first of its kind, or the one before was killed
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Sessions of the worker before are lost: " + e.getMessage());
        }
        file.toFile().delete();
        return sessions;
    }

    private static StoredSession read(DataInputStream in) throws IOException {
        String id = in.readUTF();
        SessionTimes times = new SessionTimes(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readInt());
        byte[] table = in.readNBytes(in.readInt());
        return new StoredSession(id, 1, times, AttributeTable.decode(ByteBuffer.wrap(table)));
    }

    Object decode(String name, byte[] bytes) {
        try {
            return codec.decode(bytes);
        } catch (CodecException e) {
            troubles.cannotRead(name, e);
            return null;
        }
    }

    /** Leaves sessions to the next worker. @throws IOException if it can't; then they end here */
    void leave(Collection<BridgeSession> sessions) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, Succession.OWNER_ONLY);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
            out.writeInt(FORMAT);
            out.writeInt(sessions.size());
            for (BridgeSession session : sessions) {
                write(session, out);
            }
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void write(BridgeSession session, DataOutputStream out) throws IOException {
        SessionTimes times = session.times();
        out.writeUTF(session.getId());
        out.writeLong(times.created());
        out.writeLong(times.lastAccessed());
        out.writeLong(times.accessed());
        out.writeLong(times.idleSince());
        out.writeInt(times.maxInactiveSeconds());
        byte[] table = AttributeTable.encode(serialized(session));
        out.writeInt(table.length);
        out.write(table);
    }

    private Map<String, byte[]> serialized(BridgeSession session) {
        Map<String, byte[]> attributes = new LinkedHashMap<>();
        session.passivate((name, value) -> {
            try {
                attributes.put(name, codec.encode(value));
            } catch (CodecException | RuntimeException e) {
                troubles.cannotLeave(name, value, e);
            }
        });
        return attributes;
    }
}
