package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs programs, each with an environment that says nothing of any cluster but what is given. */
final class Shell {
    private static final Set<String> ABOUT_CLUSTERS =
            Set.of("KUBECONFIG", "KUBERNETES_SERVICE_HOST", "OPENAI_BASE_URL", "OPENAI_API_KEY");

    private Shell() {}

    /** What a program said, and how it ended. */
    record Ended(int exit, String out, String err) {
        /** What it said; it must have ended well. */
        String well() {
            assertThat(exit).as(err + out).isZero();
            return out;
        }
    }

    static Ended run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("shell", ".out");
        Path err = Files.createTempFile("shell", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeAll(ABOUT_CLUSTERS);
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after a minute: " + command);
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
