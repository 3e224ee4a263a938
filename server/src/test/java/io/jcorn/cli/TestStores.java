package io.jcorn.cli;

import io.jcorn.sessions.SessionStores;
import io.jcorn.sessions.StoredSessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store of two sessions, {@code one} and {@code two}, that keeps what it was asked. */
final class TestStores implements SessionStores {
    final List<String> ended = new ArrayList<>();
    Map<String, String> settings;
    List<String> contextPaths;
    /** What is wrong with the store; null for nothing. */
    String fault;
    /** What a check warns of; null for nothing. */
    String warning;

    @Override
    public StoredSessions open(Map<String, String> opened, List<Served> applications) throws IOException {
        settings = opened;
        contextPaths = applications.stream().map(Served::contextPath).toList();
        return new TestSessions();
    }

    @Override
    public Optional<String> check(Map<String, String> checked) throws IOException {
        settings = checked;
        if (fault != null) {
            throw new IOException(fault);
        }
        return Optional.ofNullable(warning);
    }

    private final class TestSessions implements StoredSessions {
        @Override
        public String place() {
            return "the test's store";
        }

        @Override
        public List<Usage> usage() {
            return List.of(new Usage("/", 1, 0, 100), new Usage("/shop", 2, 1, 2000));
        }

        @Override
        public boolean invalidate(String id) {
            if (id.isEmpty()) {
                throw new IllegalArgumentException("that is no id");
            }
            return List.of("one", "two").contains(id) && ended.add(id);
        }

        @Override
        public long invalidateAll() {
            ended.add("all");
            return 2;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
