package io.ipcbox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.ipcbox.support.PackageTable;
import java.io.FileDescriptor;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.serializer.DefaultDeserializer;
import org.springframework.core.serializer.DefaultSerializer;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.util.SerializationUtils;

/**
 * Which package may use which, and who may touch what of the JDK. A package below one in the table belongs to it, unless
 * it has a row of its own. A row may be there before its package.
 */
class ArchitectureTest {
    private static final String BASE = "io.ipcbox";

    /** The application class itself: uses everything, is used by nothing. */
    private static final String ROOT = "";

    private static final Map<String, Set<String>> MAY_USE = PackageTable.fromTheBottom().stream()
            .collect(Collectors.toMap(row -> row.name().equals("here") ? ROOT : row.name(), PackageTable.Row::mayUse));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    static Stream<String> rows() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void packageUsesOnlyWhatItsRowNames(String row) {
        Set<String> allowed = allowedTo(row);
        check(noClasses()
                .that(describe("belong to " + row, type -> rowOf(type).equals(row)))
                .should()
                .dependOnClassesThat(describe(
                        "belong to none of " + allowed, type -> isOurs(type) && !allowed.contains(rowOf(type)))));
    }

    @Test
    void everyPackageHasARow() {
        Set<String> rows = MAY_USE.keySet();
        assertThat(CLASSES)
                .allSatisfy(type -> assertThat(rows).as(type.getName()).contains(rowOf(type)));
    }

    @Test
    void theClassesWereFound() {
        assertThat(CLASSES.contain(IpcboxApplication.class)).isTrue();
        assertThat(MAY_USE).as("the table").hasSizeGreaterThan(20);
        assertThat(CLASSES).noneMatch(type -> type.getSimpleName().endsWith("Test"));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void springStaysOutOfWhatOtherProgramsMayUse() {
        check(noClasses()
                .that(resideIn("ipc..", "ring..", "message..", "statistic..", "text..", "console..", "lab.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..")));
    }

    @Test
    void memoryOutsideTheHeapStaysWhereItIsTheSubject() {
        check(noClasses()
                .that(DescribedPredicate.not(resideIn(
                        "ipc..",
                        "ring..",
                        "lab..",
                        "process..",
                        "command.ipc..",
                        "transport.shm..",
                        "transport.fifo..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.foreign..")));
    }

    // The compiler warns of restricted methods, but an annotation silences it; this is what holds the annotation back.
    @Test
    void restrictedMethodsAreCalledOnlyInLibc() {
        check(noClasses()
                .that(DescribedPredicate.not(resideIn("ipc.libc")))
                .should()
                .accessTargetWhere(RESTRICTED));
    }

    @Test
    void onlyTheCommandLineTouchesTheStandardStreams() {
        DescribedPredicate<JavaClass> others =
                DescribedPredicate.not(resideIn("console..", "command..", "launch..", ROOT));
        check(noClasses().that(others).should(ACCESS_STANDARD_STREAMS));
        check(noClasses().that(others).should().accessField(System.class, "in"));
        check(noClasses().that(others).should().callMethod(System.class, "console"));
        check(noClasses().that(others).should().accessTargetWhere(STANDARD_DESCRIPTOR));
    }

    @Test
    void messageAndStatisticArePure() {
        String[] pure = {"java.lang", "java.lang.invoke", "java.lang.runtime", "java.util", "java.util.function"};
        String[] text = {"java.util.stream", "java.math", "java.nio", "java.nio.charset", "org.jspecify.annotations"};
        String[] libraries = {"it.unimi.dsi.fastutil..", "org.apache.commons.numbers.."};
        DescribedPredicate<JavaClass> own = describe("are our own", ArchitectureTest::isOurs);
        DescribedPredicate<JavaClass> language =
                own.or(resideInAnyPackage(pure)).or(resideInAnyPackage(text));
        check(classes().that(resideIn("message..")).should().onlyDependOnClassesThat(language));
        check(classes()
                .that(resideIn("statistic.."))
                .should()
                .onlyDependOnClassesThat(language.or(resideInAnyPackage(libraries))));
        check(noClasses()
                .that(resideIn("message..", "statistic.."))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Process.class, ProcessBuilder.class, Runtime.class));
    }

    // Also not by Spring: what its factories and adapters take for want of another is text, and is always replaced.
    @Test
    void nothingIsSerialised() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        ObjectInputStream.class,
                        ObjectOutputStream.class,
                        DefaultDeserializer.class,
                        DefaultSerializer.class,
                        DeserializingConverter.class,
                        SerializingConverter.class,
                        SerializationUtils.class));
    }

    @Test
    void theInsidesOfTheJdkAreLeftAlone() {
        check(noClasses().should().dependOnClassesThat(resideInAnyPackage("sun..", "com.sun..", "jdk.internal..")));
    }

    private static final Set<String> RESTRICTED_METHODS = Set.of(
            "downcallHandle", "upcallStub", "reinterpret", "libraryLookup", "withTargetLayout", "enableNativeAccess");

    private static final DescribedPredicate<JavaAccess<?>> RESTRICTED = describe("is a restricted method", access -> {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        return (owner.getPackageName().equals("java.lang.foreign") && RESTRICTED_METHODS.contains(name))
                || ((owner.isEquivalentTo(System.class) || owner.isEquivalentTo(Runtime.class))
                        && Set.of("load", "loadLibrary").contains(name));
    });

    private static final DescribedPredicate<JavaAccess<?>> STANDARD_DESCRIPTOR = describe(
            "is the descriptor of a standard stream",
            access -> access.getTargetOwner().isEquivalentTo(FileDescriptor.class)
                    && Set.of("in", "out", "err").contains(access.getTarget().getName()));

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static Set<String> allowedTo(String row) {
        Set<String> allowed = new HashSet<>(MAY_USE.getOrDefault(row, Set.of()));
        allowed.add(row);
        return allowed;
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(BASE) || type.getPackageName().startsWith(BASE + ".");
    }

    /** The row a class belongs to, which is the longest that fits; its package's own name if there is none. */
    private static String rowOf(JavaClass type) {
        if (!isOurs(type)) {
            return type.getPackageName();
        }
        String name = relative(type);
        return rows().filter(row -> name.equals(row) || name.startsWith(row + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(name);
    }

    private static String relative(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(BASE) ? ROOT : name.substring(BASE.length() + 1);
    }

    private static DescribedPredicate<JavaClass> resideIn(String... packages) {
        return resideInAnyPackage(Stream.of(packages)
                .map(name -> name.equals(ROOT) ? BASE : BASE + "." + name)
                .toArray(String[]::new));
    }
}
