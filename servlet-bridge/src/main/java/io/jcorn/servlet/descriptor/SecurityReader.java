package io.jcorn.servlet.descriptor;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads security-constraint and login-config. What can't be understood is refused: a constraint left out would be a hole. */
final class SecurityReader {
    private SecurityReader() {}

    static List<SecurityConstraint> constraint(Element element) throws DescriptorException {
        Element auth = element.only("auth-constraint");
        Set<String> roles = auth == null ? null : new LinkedHashSet<>(auth.values("role-name"));
        boolean confidential = isConfidential(element.only("user-data-constraint"));
        List<SecurityConstraint> constraints = new ArrayList<>();
        for (Element collection : element.all("web-resource-collection"))
            constraints.add(new SecurityConstraint(
                    patterns(collection),
                    methods(collection, "http-method"),
                    methods(collection, "http-method-omission"),
                    roles,
                    confidential));
        if (constraints.isEmpty())
            throw new DescriptorException(
                    element.place(),
                    "<security-constraint> needs a <web-resource-collection>, else it protects nothing");
        return constraints;
    }

    private static List<String> patterns(Element collection) throws DescriptorException {
        if (collection.has("http-method") && collection.has("http-method-omission"))
            throw new DescriptorException(
                    collection.place(),
                    "<web-resource-collection> has both <http-method> and <http-method-omission>; use one of them");
        List<String> patterns = new ArrayList<>();
        for (String pattern : ServletReader.patterns(collection)) {
            String decoded = decoded(pattern, collection.place());
            UrlPatterns.check(decoded, collection.place());
            patterns.add(decoded);
        }
        return patterns;
    }

    /** Requests are matched by their decoded path, so an encoded pattern would match none. */
    private static String decoded(String pattern, Place at) throws DescriptorException {
        try {
            return URLDecoder.decode(pattern.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new DescriptorException(at, "the URL pattern '" + pattern + "' has a malformed percent-encoding");
        }
    }

    private static Set<String> methods(Element collection, String name) throws DescriptorException {
        return new LinkedHashSet<>(collection.values(name));
    }

    private static boolean isConfidential(Element element) throws DescriptorException {
        if (element == null) return false;
        String guarantee = element.required("transport-guarantee");
        return switch (guarantee) {
            case "NONE" -> false;
            case "INTEGRAL", "CONFIDENTIAL" -> true;
            default ->
                throw new DescriptorException(
                        element.place(),
                        "<transport-guarantee> is '" + guarantee + "', it should be NONE, INTEGRAL or CONFIDENTIAL");
        };
    }

    static LoginConfig login(Element element) throws DescriptorException {
        String method = element.optional("auth-method");
        Element form = element.only("form-login-config");
        boolean isForm = "FORM".equals(method);
        if (isForm && form == null)
            throw new DescriptorException(element.place(), "<auth-method> FORM needs a <form-login-config>");
        return new LoginConfig(
                method,
                element.optional("realm-name"),
                isForm ? page(form, "form-login-page") : null,
                isForm ? page(form, "form-error-page") : null);
    }

    private static String page(Element form, String name) throws DescriptorException {
        String page = form.required(name);
        if (page.startsWith("/")) return page;
        throw new DescriptorException(form.place(), "<" + name + "> is '" + page + "', it should start with /");
    }
}
