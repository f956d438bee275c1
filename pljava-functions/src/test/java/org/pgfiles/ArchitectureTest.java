package org.pgfiles;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pgfiles.session.Interrupts;

/** The arrows between packages. Only {@code storage} reaches the network, and nothing reaches {@code sql}. */
@AnalyzeClasses(packages = "org.pgfiles", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PURE = {
        "org.pgfiles.json..", "org.pgfiles.signing..", "org.pgfiles.metadata..", "org.pgfiles.image.."
    };

    @ArchTest
    static final ArchRule pure_packages_touch_neither_network_nor_database = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.pgfiles.storage..",
                    "org.pgfiles.worker..",
                    "java.net..",
                    "javax.net..",
                    "java.nio.channels..",
                    "java.sql..",
                    "javax.sql..",
                    "software.amazon.awssdk..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_storage_uses_the_sdk = noClasses()
            .that()
            .resideOutsideOfPackage("org.pgfiles.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule nobody_depends_on_sql = noClasses()
            .that()
            .resideOutsideOfPackage("org.pgfiles.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pgfiles.sql..");

    @ArchTest
    static final ArchRule only_child_starts_programs = noClasses()
            .that()
            .resideOutsideOfPackage("org.pgfiles.child..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .callMethod(Runtime.class, "exec", String.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class);

    @ArchTest
    static final ArchRule child_uses_no_other_package = classes()
            .that()
            .resideInAPackage("org.pgfiles.child..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.pgfiles.child..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule an_image_process_talks_to_nobody_else = noClasses()
            .that()
            .resideInAPackage("org.pgfiles.imageprocess..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.pgfiles.storage..",
                    "org.pgfiles.worker..",
                    "org.pgfiles.signing..",
                    "java.net..",
                    "java.sql..");

    @ArchTest
    static final ArchRule signing_uses_no_other_package = noClasses()
            .that()
            .resideInAPackage("org.pgfiles.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.pgfiles.metadata..", "org.pgfiles.image..");

    @ArchTest
    static final ArchRule metadata_uses_no_other_package = noClasses()
            .that()
            .resideInAPackage("org.pgfiles.metadata..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.pgfiles.signing..", "org.pgfiles.image..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule image_uses_metadata_at_most = noClasses()
            .that()
            .resideInAPackage("org.pgfiles.image..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pgfiles.signing..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule json_uses_no_other_package = noClasses()
            .that()
            .resideInAPackage("org.pgfiles.json..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.pgfiles.signing..",
                    "org.pgfiles.metadata..",
                    "org.pgfiles.image..",
                    "org.pgfiles.storage..",
                    "org.pgfiles.worker..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule a_session_that_enters_by_any_door_can_be_ended = classes()
            .that()
            .resideInAPackage("org.pgfiles.sql")
            .and()
            .areNotInterfaces()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Interrupts.class);

    @ArchTest
    static void no_name_exists_twice(JavaClasses classes) {
        Map<String, List<String>> bySimpleName = classes.stream()
                .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));

        assertThat(bySimpleName.values())
                .as("a reader knows each class by its name alone")
                .allMatch(names -> names.size() == 1);
    }

    /** What is more than a door belongs to the package behind it. */
    @ArchTest
    static void sql_has_doors_only(JavaClasses classes) {
        assertThat(classes.stream().filter(c -> c.getPackageName().equals("org.pgfiles.sql")))
                .as("a class of sql keeps nothing and is short")
                .allSatisfy(door -> {
                    assertThat(door.getFields()).isEmpty();
                    String name = door.getSimpleName();
                    assertThat(Sources.read("pljava-functions/src/main/java/org/pgfiles/sql/" + name + ".java")
                                    .lines())
                            .hasSizeLessThan(65);
                });
    }
}
