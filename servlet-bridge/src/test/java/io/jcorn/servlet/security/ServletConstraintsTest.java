package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.descriptor.SecurityConstraint;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.ServletSecurity.EmptyRoleSemantic;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples of Servlet 6.1 §13.4.1.1, and their translation by §13.4.1.2. */
class ServletConstraintsTest {
    @ServletSecurity
    private static final class Example1 {}

    @ServletSecurity(@HttpConstraint(transportGuarantee = TransportGuarantee.CONFIDENTIAL))
    private static final class Example2 {}

    @ServletSecurity(@HttpConstraint(EmptyRoleSemantic.DENY))
    private static final class Example3 {}

    @ServletSecurity(@HttpConstraint(rolesAllowed = "R1"))
    private static final class Example4 {}

    @ServletSecurity(
            httpMethodConstraints = {
                @HttpMethodConstraint(value = "GET", rolesAllowed = "R1"),
                @HttpMethodConstraint(
                        value = "POST",
                        rolesAllowed = "R1",
                        transportGuarantee = TransportGuarantee.CONFIDENTIAL)
            })
    private static final class Example5 {}

    @ServletSecurity(value = @HttpConstraint(rolesAllowed = "R1"), httpMethodConstraints = @HttpMethodConstraint("GET"))
    private static final class Example6 {}

    @ServletSecurity(
            value = @HttpConstraint(rolesAllowed = "R1"),
            httpMethodConstraints = @HttpMethodConstraint(value = "TRACE", emptyRoleSemantic = EmptyRoleSemantic.DENY))
    private static final class Example7 {}

    @ServletSecurity(@HttpConstraint(rolesAllowed = "*"))
    private static final class Star {}

    private static List<SecurityConstraint> of(Class<?> annotated) {
        return ServletConstraints.of(
                new ServletSecurityElement(annotated.getAnnotation(ServletSecurity.class)), Set.of("/x"));
    }

    private static SecurityConstraint constraint(
            Set<String> methods, Set<String> omitted, Set<String> roles, boolean confidential) {
        return new SecurityConstraint(List.of("/x"), methods, omitted, roles, confidential);
    }

    @Test
    void translatesAConstraintForAllMethods() {
        assertThat(of(Example1.class)).containsExactly(constraint(Set.of(), Set.of(), null, false));
        assertThat(of(Example2.class)).containsExactly(constraint(Set.of(), Set.of(), null, true));
        assertThat(of(Example3.class)).containsExactly(constraint(Set.of(), Set.of(), Set.of(), false));
        assertThat(of(Example4.class)).containsExactly(constraint(Set.of(), Set.of(), Set.of("R1"), false));
    }

    @Test
    void leavesOtherMethodsUncoveredWhereOnlySomeAreSpokenOf() {
        assertThat(of(Example5.class))
                .containsExactlyInAnyOrder(
                        constraint(Set.of("GET"), Set.of(), Set.of("R1"), false),
                        constraint(Set.of("POST"), Set.of(), Set.of("R1"), true));
    }

    @Test
    void translatesAConstraintForAllMethodsButSome() {
        assertThat(of(Example6.class))
                .containsExactly(
                        constraint(Set.of("GET"), Set.of(), null, false),
                        constraint(Set.of(), Set.of("GET"), Set.of("R1"), false));
        assertThat(of(Example7.class))
                .containsExactly(
                        constraint(Set.of("TRACE"), Set.of(), Set.of(), false),
                        constraint(Set.of(), Set.of("TRACE"), Set.of("R1"), false));
    }

    @Test
    void takesAStarForARoleThatNobodyHas() {
        ConstraintTable table = new ConstraintTable(of(Star.class), Set.of("clerk"), false, (p, m) -> {});

        assertThat(table.find("/x", "GET").roles()).doesNotContain("clerk", "*").isNotEmpty();
    }

    @Test
    void constrainsNothingWithoutAPattern() {
        assertThat(ServletConstraints.of(
                        new ServletSecurityElement(Example3.class.getAnnotation(ServletSecurity.class)), Set.of()))
                .isEmpty();
    }
}
