package io.jcorn.servlet.request;

import io.jcorn.servlet.session.SessionCookies;
import io.jcorn.servlet.session.SessionListeners;
import io.jcorn.servlet.session.SessionTracking;
import io.jcorn.servlet.session.Sessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.SessionTrackingMode;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A web application of one servlet, at "/app/servlet", as far as requests ask for it. */
final class TestContext implements RequestContext, ServletTarget {
    /** What an async dispatch runs. */
    @FunctionalInterface
    interface Target {
        void run(BridgeRequest request, String path) throws Exception;
    }

    private final ServletContext servletContext = newServletContext();
    private final SessionCookies cookies = new SessionCookies("/app");
    private final Sessions sessions =
            new Sessions(servletContext, SessionListeners.of(List.of()), null, Clock.systemUTC());
    final List<ServletRequestAttributeListener> attributeListeners = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();
    final List<String> dispatchedPaths = new ArrayList<>();
    final AtomicInteger destroyed = new AtomicInteger();
    Charset requestEncoding;
    Charset responseEncoding;
    Set<SessionTrackingMode> tracking = Set.of(SessionTrackingMode.COOKIE);
    MultipartConfigElement multipart;
    boolean asyncSupported = true;
    int maxParameters = 1000;
    long maxFormBytes = 10_000;
    Path tempDir;
    Target target = (request, path) -> {};
    Runnable onError = () -> {};

    TestContext() {
        cookies.freeze();
    }

    private static ServletContext newServletContext() {
        ClassLoader loader = TestContext.class.getClassLoader();
        return (ServletContext) Proxy.newProxyInstance(
                loader, new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClassLoader" -> loader;
                    case "getContextPath" -> "/app";
                    case "getRealPath" -> "/srv" + arguments[0];
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    Dispatch dispatch(DispatcherType type, String query, String addedQuery, Map<String, Object> attributes) {
        return new Dispatch(
                type, this, this, "", "/app/servlet/info", "/servlet", "/info", query, addedQuery, null, attributes);
    }

    BridgeRequest request(MemoryExchange exchange) {
        return new BridgeRequest(
                exchange, dispatch(DispatcherType.REQUEST, exchange.request().rawQuery(), null, Map.of()));
    }

    @Override
    public ServletContext servletContext() {
        return servletContext;
    }

    @Override
    public String contextPath() {
        return "/app";
    }

    @Override
    public Charset requestEncoding() {
        return requestEncoding;
    }

    @Override
    public Charset responseEncoding() {
        return responseEncoding;
    }

    @Override
    public Charset encodingOf(Locale locale) {
        return locale.getLanguage().equals("ja") ? Charset.forName("Shift_JIS") : null;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public SessionCookies sessionCookies() {
        return cookies;
    }

    @Override
    public SessionTracking sessionTracking() {
        return new SessionTracking(tracking);
    }

    @Override
    public RequestSecurity security() {
        return null;
    }

    @Override
    public List<ServletRequestAttributeListener> requestAttributeListeners() {
        return attributeListeners;
    }

    @Override
    public int maxParameters() {
        return maxParameters;
    }

    @Override
    public long maxFormBytes() {
        return maxFormBytes;
    }

    @Override
    public <T> T create(Class<T> type) throws ServletException {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }

    @Override
    public Path tempDir() {
        return tempDir;
    }

    @Override
    public void asyncDispatch(
            BridgeRequest request,
            ServletRequest wrappedRequest,
            ServletResponse wrappedResponse,
            ServletContext other,
            String path)
            throws Exception {
        dispatchedPaths.add(path);
        request.dispatch(dispatch(DispatcherType.ASYNC, null, null, Map.of()));
        target.run(request, path);
    }

    @Override
    public void asyncError(BridgeRequest request, Throwable error) {
        errors.add(error);
        onError.run();
    }

    @Override
    public void requestDestroyed(BridgeRequest request) {
        destroyed.incrementAndGet();
    }

    @Override
    public String servletName() {
        return "servlet";
    }

    @Override
    public MultipartConfigElement multipartConfig() {
        return multipart;
    }

    @Override
    public String linkedRole(String role) {
        return role;
    }

    @Override
    public boolean asyncSupported() {
        return asyncSupported;
    }
}
