package dev.midwatch.docs;

import static org.awaitility.Awaitility.await;

import dev.midwatch.docs.MarkdownPage.Block;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does what a page says, word for word, as somebody does who follows it: in an empty folder, with Midwatch on the PATH and a home of his
 * own. The folder where one block ends is the one where the next begins, and what it exported is exported there.
 */
final class PageRun {
    private static final Path PROGRAM = Path.of("target/midwatch/bin").toAbsolutePath();
    /** Maven, for one, ends colours that it never began. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** How the program ends that was asked to stop, and did so in order. */
    private static final int STOPPED = 143;

    private static final List<String> NOT_OURS = List.of(
            "KUBECONFIG",
            "OPENAI_BASE_URL",
            "OPENAI_API_KEY",
            "KUBERNETES_SERVICE_HOST",
            "MIDWATCH_HOME",
            "HERMES_HOME");

    private final MarkdownPage page;
    private final Path work;
    private final Map<String, String> variables;
    private final List<Step> steps = new ArrayList<>();
    private Path here;

    private PageRun(MarkdownPage page, Path work, Map<String, String> variables) {
        this.page = page;
        this.work = work;
        this.variables = variables;
    }

    /** A command block that ran, and what it printed. */
    record Step(Block block, String output, Duration took) {}

    /**
     * @param work      an empty directory
     * @param variables what the commands find in their environment besides
     * @throws AssertionError with the file and line, if a command fails or prints something else
     */
    static List<Step> of(MarkdownPage page, Path work, Map<String, String> variables)
            throws IOException, InterruptedException {
        PageRun run = new PageRun(page, work, variables);
        run.all();
        return List.copyOf(run.steps);
    }

    private void all() throws IOException, InterruptedException {
        here = Files.createDirectory(work.resolve("here"));
        Files.createDirectory(work.resolve("home"));
        List<Block> blocks = page.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            Optional<Block> printed = blocks.stream()
                    .skip(i + 1L)
                    .limit(1)
                    .filter(Block::isOutput)
                    .findFirst();
            if (block.title().isPresent()) {
                Path file = here.resolve(block.title().get());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            } else if (block.runs()) {
                Step step = run(block);
                printed.ifPresent(text -> requirePrinted(text, step));
                steps.add(step);
            } else if (block.goesOn()) {
                steps.add(runUntilItSays(
                        block,
                        printed.orElseThrow(() ->
                                failed(block, "goes on, so a text behind it has to say what it prints first", ""))));
            }
        }
    }

    private Step run(Block block) throws IOException, InterruptedException {
        long from = System.nanoTime();
        Process process = start(block, "export -p >\"$PAGE_EXPORTS\"\npwd >\"$PAGE_WHERE\"\n");
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            end(process);
            throw failed(block, "still runs after " + LIMIT, output());
        }
        if (process.exitValue() != 0) {
            throw failed(block, "ends with " + process.exitValue(), output());
        }
        here = Path.of(Files.readString(work.resolve("where")).strip());
        return new Step(block, output(), Duration.ofNanos(System.nanoTime() - from));
    }

    /** Stops it then, as Ctrl-C and Kubernetes do, and it has to end in order. */
    private Step runUntilItSays(Block block, Block said) throws IOException, InterruptedException {
        long from = System.nanoTime();
        Process process = start(block, "");
        try {
            await().atMost(LIMIT).until(() -> !process.isAlive() || matches(said.text(), output()));
        } finally {
            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .filter(one -> one.children().findAny().isEmpty())
                    .toList()
                    .forEach(ProcessHandle::destroy);
        }
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != STOPPED) {
            end(process);
            throw failed(block, "does not stop in order, or stopped by itself", output());
        }
        return new Step(block, output(), Duration.ofNanos(System.nanoTime() - from));
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Process start(Block block, String afterwards) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "-eu",
                        "-c",
                        "[ ! -e \"$PAGE_EXPORTS\" ] || . \"$PAGE_EXPORTS\"\n" + block.text() + "\n" + afterwards)
                .directory(here.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(work.resolve("out").toFile());
        Map<String, String> environment = builder.environment();
        NOT_OURS.forEach(environment::remove);
        environment.put("HOME", work.resolve("home").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // Builds of one small project are done before the slow compiler pays.
        environment.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        environment.put("PATH", PROGRAM + File.pathSeparator + environment.get("PATH"));
        environment.put("PAGE_WHERE", work.resolve("where").toString());
        environment.put("PAGE_EXPORTS", work.resolve("exports").toString());
        environment.putAll(variables);
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(work.resolve("out"));
    }

    private void requirePrinted(Block expected, Step step) {
        if (!matches(expected.text(), step.output())) {
            throw failed(expected, "is not what was printed", step.output());
        }
    }

    /** A line of nothing but an ellipsis stands for any lines, one within a line for any text. */
    static boolean matches(String expected, String printed) {
        String pattern = expected.strip()
                .lines()
                .map(line -> line.strip().equals("…") ? "(?s:.*)" : inLine(line.stripTrailing()))
                .collect(Collectors.joining("\\s*\\n"));
        return Pattern.matches(pattern, COLOUR.matcher(printed).replaceAll("").strip());
    }

    private static String inLine(String line) {
        return Arrays.stream(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private AssertionError failed(Block block, String what, String output) {
        return new AssertionError("%s:%d: this block %s:%n%s%nIt printed:%n%s"
                .formatted(page.file(), block.line(), what, block.text(), output));
    }
}
