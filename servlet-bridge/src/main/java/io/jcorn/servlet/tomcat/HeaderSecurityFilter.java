package io.jcorn.servlet.tomcat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Adds the fields that tell browsers to be careful with a page: HSTS (RFC 6797), X-Frame-Options (RFC 7034) and
 * X-Content-Type-Options. Its parameters and their defaults are those of Tomcat's {@code HttpHeaderSecurityFilter}.
 */
public final class HeaderSecurityFilter implements Filter {
    private String strictTransportSecurity;
    private String frameOptions;
    private boolean noSniff;

    @Override
    public void init(FilterConfig config) throws ServletException {
        noSniff = flag(config, "blockContentTypeSniffingEnabled", true);
        if (flag(config, "hstsEnabled", true)) {
            strictTransportSecurity = "max-age=" + maxAge(config)
                    + (flag(config, "hstsIncludeSubDomains", false) ? ";includeSubDomains" : "")
                    + (flag(config, "hstsPreload", false) ? ";preload" : "");
        }
        if (flag(config, "antiClickJackingEnabled", true)) {
            frameOptions = frameOptions(config);
        }
    }

    private static String frameOptions(FilterConfig config) throws ServletException {
        String option = text(config, "antiClickJackingOption", "DENY");
        return switch (option) {
            case "DENY", "SAMEORIGIN" -> option;
            case "ALLOW-FROM" -> option + " " + text(config, "antiClickJackingUri", "");
            default ->
                throw new ServletException(
                        "antiClickJackingOption is '" + option + "'; it may be DENY, SAMEORIGIN or ALLOW-FROM");
        };
    }

    private static int maxAge(FilterConfig config) throws ServletException {
        String seconds = text(config, "hstsMaxAgeSeconds", "0");
        try {
            return Math.max(0, Integer.parseInt(seconds));
        } catch (NumberFormatException e) {
            throw new ServletException("hstsMaxAgeSeconds is '" + seconds + "'; it must be a number of seconds", e);
        }
    }

    private static boolean flag(FilterConfig config, String name, boolean otherwise) {
        return Boolean.parseBoolean(text(config, name, Boolean.toString(otherwise)));
    }

    private static String text(FilterConfig config, String name, String otherwise) {
        String value = config.getInitParameter(name);
        return value == null ? otherwise : value.strip();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (response instanceof HttpServletResponse http && !http.isCommitted()) {
            if (strictTransportSecurity != null && request.isSecure()) {
                http.setHeader("Strict-Transport-Security", strictTransportSecurity);
            }
            if (frameOptions != null) {
                http.setHeader("X-Frame-Options", frameOptions);
            }
            if (noSniff) {
                http.setHeader("X-Content-Type-Options", "nosniff");
            }
        }
        chain.doFilter(request, response);
    }
}
