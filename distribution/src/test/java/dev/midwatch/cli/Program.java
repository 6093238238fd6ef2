package dev.midwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The installed program, as somebody at a shell runs it. */
public final class Program {
    private static final Path SCRIPT = Path.of("target/midwatch/bin/midwatch").toAbsolutePath();

    private final Path home;

    public Program(Path home) {
        this.home = home;
    }

    /** What a command said, and how it ended. */
    public record Ended(int exit, String out, String err) {}

    public Ended run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("midwatch", ".out");
        Path err = Files.createTempFile("midwatch", ".err");
        try {
            return ended(start(out, err, arguments), out, err, arguments);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static Ended ended(Process process, Path out, Path err, String... arguments)
            throws IOException, InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after two minutes: " + List.of(arguments));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** With something piped into it. */
    public Ended runReading(String input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile("midwatch", ".in"), input);
        Path out = Files.createTempFile("midwatch", ".out");
        Path err = Files.createTempFile("midwatch", ".err");
        try {
            return ended(start(in, out, err, arguments), out, err, arguments);
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    public Process start(Path out, Path err, String... arguments) throws IOException {
        return start(Path.of("/dev/null"), out, err, arguments);
    }

    private Process start(Path in, Path out, Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("MIDWATCH_HOME", home.toString());
        environment.put("HOME", home.getParent().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        for (String inherited : List.of("KUBECONFIG", "OPENAI_BASE_URL", "OPENAI_API_KEY", "KUBERNETES_SERVICE_HOST")) {
            environment.remove(inherited);
        }
        return builder.redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }
}
