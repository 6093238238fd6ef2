package dev.midwatch.benchmarks;

import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.testkit.model.ScriptedModel;
import dev.midwatch.testkit.model.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A simulated cluster and a scripted model in a process of their own, so that what they keep is not counted as Midwatch's. Who started it
 * moves the clock and speaks through its standard input, a line at a time, each answered by a line.
 */
public final class Surroundings implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final String modelUrl;

    private Surroundings(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.modelUrl = answers.readLine();
    }

    /** @param kubeconfig where to write that of the cluster */
    static Surroundings start(Instant now, Path kubeconfig) throws IOException {
        return new Surroundings(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Surroundings.class.getName(),
                        now.toString(),
                        kubeconfig.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    String modelUrl() {
        return modelUrl;
    }

    void advanceTo(Instant moment) {
        tell("advance", moment.toString());
    }

    void inject(String step) {
        tell("inject", step.replace("\n", "\u0001"));
    }

    /** What the model says until it is told otherwise. */
    void says(String answer) {
        tell("say", answer);
    }

    private void tell(String what, String with) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(what)
                    .append(' ')
                    .append(with)
                    .append('\n')
                    .flush();
            if (!"done".equals(answers.readLine())) {
                throw new IllegalStateException("the cluster's process has not done this: " + what + " " + with);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** It ends with its standard input. */
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
    }

    /** @param args the cluster's time and where to write its kubeconfig */
    public static void main(String[] args) throws IOException {
        AtomicReference<String> answer = new AtomicReference<>("");
        try (ScriptedModel model = ScriptedModel.start().answering(any -> Optional.of(Step.reply(answer.get())));
                Simulation simulation = Simulation.start(Scenario.builtIn("healthy"), Instant.parse(args[0]), 0, 1)) {
            Files.writeString(Path.of(args[1]), simulation.kubeconfig());
            System.out.println(model.baseUrl());
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 2);
                switch (words[0]) {
                    case "advance" ->
                        simulation.advance(Duration.between(simulation.clock().instant(), Instant.parse(words[1])));
                    case "inject" -> simulation.inject(words[1].replace('\u0001', '\n'));
                    case "say" -> {
                        answer.set(words[1]);
                        model.forgetRequests();
                    }
                    default -> throw new IllegalArgumentException(line);
                }
                System.out.println("done");
            }
        }
    }
}
