package io.jcorn.servlet.dispatch;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/** A filter of an application. Started and stopped by the application's thread; read by request threads in between. */
public final class FilterHolder extends Component<Filter> implements FilterConfig {
    private Filter filter;

    public FilterHolder(String name, ServletContext context) {
        super(name, Filter.class, context);
    }

    public boolean isStarted() {
        return filter != null;
    }

    /** Makes and initializes the filter, if that has not been done yet. Runs application code. */
    public void start() throws ServletException {
        if (filter == null) {
            Filter made = instantiate();
            made.init(this);
            filter = made;
        }
    }

    /** Destroys the filter, if it was started. */
    public void stop() throws ReflectiveOperationException {
        Filter old = filter;
        filter = null;
        if (old != null) {
            old.destroy();
            Instances.release(old);
        }
    }

    Filter filter() {
        return filter;
    }

    @Override
    public String getFilterName() {
        return name();
    }
}
