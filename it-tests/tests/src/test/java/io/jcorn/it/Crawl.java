package io.jcorn.it;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Follows all links of pages to the same server, a few at a time, each once. */
final class Crawl {
    private static final Pattern LINK =
            Pattern.compile("<\\w[^<>]*?\\s(?:href|src)\\s*=\\s*[\"']?([^\"'\\s>]+)", Pattern.CASE_INSENSITIVE);

    private static final int THREADS = 8;

    private final Function<String, HttpAnswer> get;
    private final Map<String, HttpAnswer> answers = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Crawl(Function<String, HttpAnswer> get) {
        this.get = get;
    }

    /** @return the answers by request target, once there is nothing left to follow */
    static Map<String, HttpAnswer> from(String target, Function<String, HttpAnswer> get) {
        Crawl crawl = new Crawl(get);
        try {
            crawl.visit(target).join();
        } finally {
            crawl.threads.shutdownNow();
        }
        return crawl.answers;
    }

    private CompletableFuture<Void> visit(String target) {
        if (!seen.add(target)) return CompletableFuture.completedFuture(null);
        return CompletableFuture.supplyAsync(() -> get.apply(target), threads).thenCompose(answer -> {
            answers.put(target, answer);
            return CompletableFuture.allOf(
                    links(target, answer).map(this::visit).toArray(CompletableFuture[]::new));
        });
    }

    private static Stream<String> links(String target, HttpAnswer answer) {
        URI base = URI.create("http://test" + target);
        boolean isPage = answer.field("Content-Type").orElse("").contains("html");
        Stream<String> onPage =
                isPage ? LINK.matcher(answer.body()).results().map(link -> link.group(1)) : Stream.empty();
        return Stream.concat(answer.field("Location").stream(), onPage)
                .map(link -> base.resolve(link.replace("&amp;", "&")))
                .filter(uri -> "test".equals(uri.getHost()))
                .map(Crawl::targetOf);
    }

    /** Without a session's id, with which each page would have ever new names. */
    private static String targetOf(URI uri) {
        String path = uri.getRawPath().replaceFirst(";jsessionid=[^/?]*", "");
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
