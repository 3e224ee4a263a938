package io.jcorn.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The bridge knows the application contract and the Servlet API, no process and no socket. */
class ArchitectureTest {
    private static final JavaClasses BRIDGE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.jcorn.servlet");

    @Test
    void hasNoCycleOfPackages() {
        slices().matching("io.jcorn.servlet.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(BRIDGE);
    }

    @Test
    void knowsOfTheServerOnlyTheContractHttpAndItsLog() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.jcorn.cli..",
                        "io.jcorn.config..",
                        "io.jcorn.arbiter..",
                        "io.jcorn.boot..",
                        "io.jcorn.worker..",
                        "io.jcorn.sock..",
                        "io.jcorn.posix..")
                .allowEmptyShould(true)
                .check(BRIDGE);
    }
}
