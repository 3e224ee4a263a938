package io.jcorn.servlet.naming;

import java.lang.reflect.Method;
import java.util.function.Supplier;

/**
 * Injection by a CDI implementation that the application brings along. Weld asks a context by an attribute whether it is called for each
 * component that is made, and leaves an object for that in another attribute. Both are Jetty's names: it is the one agreement of this
 * kind that needs no container's classes. Any thread; runs the implementation's code.
 *
 * @param left what stands under {@link #LEFT}, null if nothing does
 */
public record CdiDecorator(Supplier<Object> left) {
    /** The attribute by which Weld asks. */
    public static final String ASKED = "org.eclipse.jetty.cdi";

    /** Its value: components are given to the object that was left. */
    public static final String ANSWER = "CdiDecoratingListener";

    /** The attribute under which it leaves its object. */
    public static final String LEFT = "org.eclipse.jetty.cdi.decorator";

    void decorate(Object component) throws ReflectiveOperationException {
        call("decorate", component);
    }

    void destroy(Object component) throws ReflectiveOperationException {
        call("destroy", component);
    }

    private void call(String name, Object component) throws ReflectiveOperationException {
        Object decorator = left.get();
        if (decorator == null) return;
        Method method = decorator.getClass().getMethod(name, Object.class);
        method.setAccessible(true);
        method.invoke(decorator, component);
    }
}
