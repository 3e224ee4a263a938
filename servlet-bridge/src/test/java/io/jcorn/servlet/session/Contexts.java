package io.jcorn.servlet.session;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;

/** As much of an application's context as its sessions ask for. */
final class Contexts {
    private Contexts() {}

    static ServletContext at(String path) {
        return at(path, Contexts.class.getClassLoader());
    }

    static ServletContext at(String path, ClassLoader application) {
        return (ServletContext) Proxy.newProxyInstance(
                Contexts.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, args) -> {
                    return method.getName().equals("getClassLoader") ? application : path;
                });
    }
}
