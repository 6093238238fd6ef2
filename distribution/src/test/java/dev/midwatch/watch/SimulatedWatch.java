package dev.midwatch.watch;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.Person;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.chat.Conversations;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.watch.CardReconciler;
import dev.midwatch.core.watch.Verifier;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The kernel with the packaged plugins, the seeded jobs and a console, on a simulated cluster whose clock is advanced by hand. */
final class SimulatedWatch implements AutoCloseable {
    static final Path PLUGINS = Path.of("target", "midwatch", "plugins");
    static final String CRASH = """
            crash:
              workload: shop/shop
              exit-code: 1
              after: 12s
              log: ['panic: no usable database connection']""";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    final Simulation simulation;
    final Kernel kernel;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private SimulatedWatch(
            Path directory, Instant start, String config, Executor workers, Map<String, String> environment) {
        simulation = Simulation.start(Scenario.builtIn("healthy"), start, 0, 1);
        Home home = new Home(directory.resolve("home"));
        Path kubeconfig = directory.resolve("kubeconfig");
        try {
            Files.createDirectories(home.directory());
            Files.writeString(home.config(), config);
            Files.writeString(kubeconfig, simulation.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        home.prepare();
        kernel = Kernel.of(new KernelOptions(
                home,
                environment,
                // Requests are paced in real time, and here a week passes in seconds.
                Map.of("kubernetes.kubeconfig", kubeconfig.toString(), "kubernetes.qps", "10000"),
                PLUGINS,
                simulation.clock(),
                new PrintStream(console, true, StandardCharsets.UTF_8),
                Optional.empty(),
                false,
                workers));
        // Nothing is killed here, and weeks of waiting for the disk would tell nothing.
        kernel.get(Database.class).update("PRAGMA synchronous = OFF");
        JobCatalog jobs = kernel.get(JobCatalog.class);
        jobs.jobs().forEach(job -> jobs.edit(job.name(), Map.of("deliver", "console")));
    }

    static SimulatedWatch start(Path directory, Instant start, String config) {
        return start(directory, start, config, Runnable::run);
    }

    static SimulatedWatch start(Path directory, Instant start, String config, Executor workers) {
        return new SimulatedWatch(directory, start, config, workers, Map.of("USER", "tester"));
    }

    /** With more in the environment. */
    static SimulatedWatch start(Path directory, Instant start, String config, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("USER", "tester");
        return new SimulatedWatch(directory, start, config, Runnable::run, environment);
    }

    /** From one thing that is due to the next, up to and without that moment. */
    void until(Instant end) {
        Instant next = act();
        while (next.isBefore(end)) {
            simulation.advance(Duration.between(now(), next));
            next = act();
        }
    }

    /** Minute by minute, as the gateway looks again after an action. */
    void minutes(int count) {
        for (int minute = 0; minute < count; minute++) {
            simulation.advance(MINUTE);
            act();
        }
    }

    /** Until the first message about it is out. */
    void crashTheShop() {
        until(now().plus(Duration.ofSeconds(1)));
        heard();
        simulation.inject(CRASH);
        Instant end = now().plus(Duration.ofHours(1));
        while (runs().stream().allMatch(run -> run.state() == RunState.QUIET)) {
            if (!now().isBefore(end)) {
                throw new IllegalStateException("a crash that nobody tells for an hour");
            }
            minutes(1);
        }
    }

    private Instant act() {
        Instant next;
        int before;
        do {
            // Runs that found no room are begun when others have ended, which here is at once.
            before = newest();
            next = kernel.get(Scheduler.class).tick();
        } while (newest() > before);
        kernel.get(Verifier.class).look();
        kernel.get(CardReconciler.class).reconcile();
        kernel.get(Couriers.class).deliverDue();
        return next;
    }

    /** Begins what is due, and waits for it where it runs on threads of its own. */
    void runWhatIsDue() {
        kernel.get(Scheduler.class).tick();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> kernel.get(RunStore.class).unfinished().isEmpty());
        kernel.get(Couriers.class).deliverDue();
    }

    private int newest() {
        return kernel.get(RunStore.class).recent(1).stream()
                .mapToInt(run -> (int) run.id())
                .findFirst()
                .orElse(0);
    }

    Instant now() {
        return simulation.clock().instant();
    }

    /** What was printed since this was last asked. */
    String heard() {
        String text = console.toString(StandardCharsets.UTF_8);
        console.reset();
        return text;
    }

    List<Run> runs() {
        return kernel.get(RunStore.class).recent(100_000);
    }

    List<Proposal> proposals() {
        return new ProposalStore(kernel.get(Database.class)).all();
    }

    String decide(String choice) {
        return kernel.get(Conversations.class).decide(new Decision(choice, "console", Person.of("tester", "message")));
    }

    /** The object as the API server has it, managed fields included. */
    JsonNode object(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulation.url() + path))
                .header("Authorization", "Bearer " + simulation.adminToken())
                .build();
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kernel.close();
        simulation.close();
    }
}
