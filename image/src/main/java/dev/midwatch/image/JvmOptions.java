package dev.midwatch.image;

import java.util.List;

/**
 * How the JVM of the image is started. What bears on class archives is the same when one is made and when it is used; else the JVM would silently do
 * without it.
 */
final class JvmOptions {
    static final String ARCHIVE = "opt/midwatch/classes.jsa";

    /** As bin/midwatch of the distribution has them; there they are explained. */
    private static final List<String> COMMON = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx160m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-Dguice_custom_class_loading=CHILD",
            "-Dsun.net.httpserver.nodelay=true",
            "-Dorg.sqlite.lib.path=/" + Application.NATIVE,
            "-Dmidwatch.dist=/" + Application.DIRECTORY);

    private JvmOptions() {}

    /** @param jars in the order of the class path, as paths in the image */
    static List<String> of(List<String> jars) {
        return join(COMMON, List.of("-cp", String.join(":", jars)));
    }

    /** The file that the launcher names. Behind it nothing is taken for such a file any more: {@code @daily} is a schedule. */
    static String file(List<String> jars) {
        return String.join(
                        "\n",
                        join(
                                List.of("-XX:SharedArchiveFile=/" + ARCHIVE, "-Xlog:cds=off"),
                                of(jars),
                                List.of("--disable-@files", Application.MAIN)))
                + "\n";
    }

    @SafeVarargs
    private static List<String> join(List<String>... parts) {
        return List.of(parts).stream().flatMap(List::stream).toList();
    }
}
