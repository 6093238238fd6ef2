package dev.midwatch.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the JVM of the image is started. What bears on class archives is the same when one is made and when it is used; else the JVM would silently do
 * without it.
 */
final class JvmOptions {
    /** As bin/midwatch of the distribution has them; there they are explained. */
    private static final List<String> COMMON = List.of(
            "-XX:+UseSerialGC",
            "-Xms24m",
            "-Xmx160m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            // There are no locales in the image that could say so.
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Dguice_custom_class_loading=CHILD",
            "-Dguice_include_stack_traces=OFF",
            "-Dsun.net.httpserver.nodelay=true",
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "-Dslf4j.provider=dev.midwatch.cli.LogProvider",
            "-Dslf4j.internal.verbosity=WARN",
            "-Dorg.eclipse.jetty.util.cacheLineBytes=64",
            "-Dorg.eclipse.jetty.util.referencesPerCacheLine=16",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Dorg.sqlite.lib.path=/" + Application.NATIVE,
            "-Dmidwatch.dist=/" + Application.DIRECTORY);

    private JvmOptions() {}

    /** @param jars as paths in the image, in an order that is always the same */
    static List<String> of(List<String> jars) {
        List<String> order = inOrder(jars);
        List<String> path = order.subList(1, order.size());
        return Stream.concat(
                        COMMON.stream(), Stream.of("-Xbootclasspath/a:" + order.get(0), "-cp", String.join(":", path)))
                .toList();
    }

    /** As the JVM looks for classes in them: first the one that it counts among its own, then those of the class path. */
    static List<String> inOrder(List<String> jars) {
        List<String> order = new ArrayList<>(jars);
        // Where a class is not in the archive, or a file is looked for, every jar before the one that has it is opened.
        for (String often : List.of("sqlite-jdbc-", "agent-core-", "distribution-", "picocli-")) {
            String jar = named(jars, often);
            order.remove(jar);
            order.add(0, jar);
        }
        return order;
    }

    /** The jar whose file name begins so. */
    static String named(List<String> jars, String beginning) {
        return jars.stream()
                .filter(jar -> jar.substring(jar.lastIndexOf('/') + 1).startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new ImageException("there is no jar %s*.jar".formatted(beginning)));
    }

    /** The file that the launcher names. Behind it nothing is taken for such a file any more: {@code @daily} is a schedule. */
    static String file(List<String> jars, ClassArchive archive) {
        List<String> shared = List.of("-XX:SharedArchiveFile=/" + archive.path(), "-Xlog:cds=off");
        List<String> program = List.of("--disable-@files", Application.MAIN);
        return Stream.of(shared, of(jars), program).flatMap(List::stream).collect(Collectors.joining("\n", "", "\n"));
    }
}
