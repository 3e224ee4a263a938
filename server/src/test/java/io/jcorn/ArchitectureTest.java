package io.jcorn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way, and the arbiter's and the workers' sides meet only in {@code boot}. */
class ArchitectureTest {
    private static final JavaClasses SERVER =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.jcorn");

    /** Each package, and those of jcorn that it may import. */
    static Stream<Arguments> packages() {
        return Stream.of(
                arguments("cli", List.of("config", "arbiter", "boot", "log", "sock", "passwd", "tls", "sessions")),
                arguments("config", List.of("sock", "sessions")),
                arguments("arbiter", List.of("boot", "config", "sock", "posix", "log")),
                arguments("worker", List.of("boot", "app", "http", "proxy", "relay", "tls", "config", "sock", "log")),
                arguments("relay", List.of("app")),
                arguments("app", List.of("http")),
                arguments("boot", List.of("config", "sock")),
                arguments("sock", List.of("posix")),
                arguments("log", List.of("config")),
                arguments("tls", List.of("config")),
                arguments("proxy", List.of("http", "sock")),
                arguments("http", List.of()),
                arguments("passwd", List.of()),
                arguments("sessions", List.of()),
                arguments("posix", List.of()));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyWhatIsBelow(String name, List<String> below) {
        String[] allowed = Stream.concat(Stream.of(name), below.stream())
                .map(each -> "io.jcorn." + each + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("io.jcorn." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.jcorn..").or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(SERVER);
    }

    @Test
    void hasNoCycleOfPackages() {
        slices().matching("io.jcorn.(**)").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void doesNotKnowTheServletApi() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "javax.servlet..")
                .check(SERVER);
    }

    @Test
    void keepsTheArbitersLibrariesOutOfWorkers() {
        noClasses()
                .that()
                .resideInAnyPackage("io.jcorn.worker..", "io.jcorn.app..", "io.jcorn.http..", "io.jcorn.boot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "picocli..", "org.tomlj..", "io.jcorn.posix..")
                .check(SERVER);
    }
}
