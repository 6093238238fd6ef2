package dev.midwatch.dashboard.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other languages' programs, with their libraries kept below {@code target}; only one of the processes that run tests fetches them. */
public final class Program {
    private static final Path SCRIPTS = Path.of("src/test/clients");
    private static final Path LIBRARIES = Path.of("target/clients");
    private static final String CACHE =
            Path.of(System.getProperty("user.home"), ".cache", "midwatch").toString();
    private static final int MINUTES = 5;

    private Program() {}

    /** Of the Python libraries that the requirements name. */
    public static String python(String script, Map<String, String> variables) throws IOException, InterruptedException {
        Path venv = LIBRARIES.resolve("python").toAbsolutePath();
        try (FileChannel alone = alone()) {
            Path ready = venv.resolve("ready");
            if (!Files.exists(ready)) {
                Path here = SCRIPTS.resolve("python");
                run(here, Map.of(), List.of("python3", "-m", "venv", venv.toString()));
                run(
                        here,
                        Map.of("PIP_CACHE_DIR", CACHE + "/pip"),
                        List.of(venv.resolve("bin/pip").toString(), "install", "-q", "-r", "requirements.txt"));
                Files.createFile(ready);
            }
        }
        return run(
                SCRIPTS.resolve("python"),
                variables,
                List.of(venv.resolve("bin/python").toString(), script));
    }

    /** Of the packages that {@code package.json} names; what resolves them is not kept. */
    public static String node(String script, Map<String, String> variables) throws IOException, InterruptedException {
        Path home = Files.createDirectories(LIBRARIES.resolve("node"));
        try (FileChannel alone = alone()) {
            for (String name : List.of("package.json", "chat.mjs", "mcp.mjs")) {
                refresh(SCRIPTS.resolve("node").resolve(name), home.resolve(name));
            }
            Path ready = home.resolve("ready");
            if (!Files.exists(ready)) {
                run(
                        home,
                        Map.of("npm_config_cache", CACHE + "/npm"),
                        List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline"));
                Files.createFile(ready);
            }
        }
        return run(home, variables, List.of("node", script));
    }

    /** Locked until it is closed. */
    private static FileChannel alone() throws IOException {
        Files.createDirectories(LIBRARIES);
        FileChannel lock =
                FileChannel.open(LIBRARIES.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        return lock;
    }

    /** Another process may be running what is there already. */
    private static void refresh(Path from, Path to) throws IOException {
        if (!Files.exists(to) || Files.mismatch(from, to) >= 0) {
            Files.write(to, Files.readAllBytes(from));
        }
    }

    private static String run(Path directory, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("midwatch-client", ".log");
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().putAll(variables);
        Process process = program.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("%s ended", command)
                    .isTrue();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as("%s said: %s", command, said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
