package io.jcorn.servlet.context;

import jakarta.servlet.Registration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What registrations of servlets and filters share: initialization parameters, changed only while the context is open. */
abstract sealed class BridgeRegistration implements Registration.Dynamic
        permits BridgeServletRegistration, BridgeFilterRegistration {
    private final PhaseGate gate;
    private final Map<String, String> parameters;

    BridgeRegistration(PhaseGate gate, Map<String, String> parameters) {
        this.gate = gate;
        this.parameters = parameters;
    }

    final void checkOpen() {
        gate.checkOpen();
    }

    @Override
    public final boolean setInitParameter(String name, String value) {
        checkOpen();
        if (name == null || value == null) {
            throw new IllegalArgumentException("an init parameter needs a name and a value");
        }
        return parameters.putIfAbsent(name, value) == null;
    }

    @Override
    public final Set<String> setInitParameters(Map<String, String> more) {
        checkOpen();
        Set<String> conflicts = new LinkedHashSet<>();
        more.forEach((name, value) -> {
            if (name == null || value == null) {
                throw new IllegalArgumentException("an init parameter needs a name and a value");
            }
            if (parameters.containsKey(name)) conflicts.add(name);
        });
        if (conflicts.isEmpty()) parameters.putAll(more);
        return conflicts;
    }

    @Override
    public final String getInitParameter(String name) {
        return parameters.get(name);
    }

    @Override
    public final Map<String, String> getInitParameters() {
        return Map.copyOf(parameters);
    }
}
