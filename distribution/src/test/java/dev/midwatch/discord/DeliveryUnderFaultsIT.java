package dev.midwatch.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.cli.Program;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.Database;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.FaultPlan;
import dev.midwatch.testkit.discord.LoopbackDiscord;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.discord.Route;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends many messages while Discord refuses, breaks off and answers late, and the gateway is killed again and again. A few hundred in every
 * build; {@code .ci/run} asks for ten thousand with {@code -Dmidwatch.deliveries} and twenty kills with {@code -Dmidwatch.deliveries.kills}.
 */
class DeliveryUnderFaultsIT {
    private static final int PLACES = 20;
    private static final int DELIVERIES = Integer.getInteger("midwatch.deliveries", 600);
    private static final int KILLS = Integer.getInteger("midwatch.deliveries.kills", 2);
    private static final Letters LETTERS = new Letters(PLACES, DELIVERIES / PLACES);

    @TempDir
    Path directory;

    private final LoopbackDiscord discord = LoopbackDiscord.start();
    private final List<Place> places = new ArrayList<>();

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void losesDoublesAndReordersNothing() throws Exception {
        for (int place = 0; place < PLACES; place++) {
            places.add(discord.channel(Letters.channel(place)));
        }
        // Far shorter than Discord's, so that much of what an attempt has left behind must be found in the channel
        // itself; but longer than
        // the client library goes on trying by itself.
        discord.bucket(2_000, Duration.ofSeconds(1)).nonceIsKept(Duration.ofSeconds(10));
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("config.yaml"), """
                discord:
                  bot_token: %s
                  home_channel: "%s"
                  api_base_url: %s
                  gateway_url: %s
                """.formatted(
                        discord.botToken(), places.get(0).id(), discord.apiBaseUrl(), discord.gatewayUrl()));
        writeLetters(home);
        discord.faults().plan(plan());
        Instant begun = Clock.systemUTC().instant();
        try (Simulation cluster =
                Simulation.start(Scenario.builtIn("healthy"), Clock.systemUTC().instant(), 1, 1)) {
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
            deliverAndKill(new Program(home), home, kubeconfig);
        }
        report(Duration.between(begun, Clock.systemUTC().instant()));
        for (Place place : places) {
            assertThat(Letters.marks(place)).as(place.name()).isEqualTo(LETTERS.expected());
            assertThat(place.threads()).hasSize((int) LETTERS.all()
                    .filter(letter -> letter.target().equals("discord:#" + place.name()))
                    .filter(letter -> letter.topic().isPresent())
                    .count());
        }
    }

    private static FaultPlan plan() {
        return FaultPlan.seeded(20261129)
                .on(Route.SEND, Route.HISTORY, Route.THREAD_OF_MESSAGE)
                .share(0.5, Fault.rateLimited(Duration.ofMillis(100)))
                .share(0.1, Fault.globallyRateLimited(Duration.ofMillis(100)))
                .share(1, Fault.status(502))
                .share(1, Fault.statusAfterHandling(502))
                .share(1, Fault.cutBeforeHandling())
                .share(1, Fault.cutBeforeAnswer())
                .share(1, Fault.cutMidway());
    }

    private static void writeLetters(Path home) {
        KernelOptions options = new KernelOptions(
                new Home(home),
                Map.of(),
                Map.of(),
                Path.of("target", "midwatch", "plugins"),
                Clock.systemUTC(),
                new PrintStream(OutputStream.nullOutputStream()),
                Optional.empty(),
                false,
                Executors.newCachedThreadPool());
        options.home().prepare();
        try (Kernel kernel = Kernel.of(options)) {
            Outbox outbox = kernel.get(Outbox.class);
            kernel.get(Database.class).inTransaction(() -> LETTERS.all().forEach(outbox::enqueue));
        }
    }

    private void deliverAndKill(Program program, Path home, Path kubeconfig) throws Exception {
        Random random = new Random(20261129);
        try (Database store = Database.openReadOnly(home.resolve("state.db"))) {
            for (int kill = 0; kill < KILLS; kill++) {
                // So that the kills are spread over all there is to deliver.
                long left = DELIVERIES - (long) DELIVERIES * (kill + 1) / (KILLS + 1);
                Process gateway = start(program, kubeconfig);
                try {
                    await(gateway, store, left);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
                } finally {
                    gateway.destroyForcibly().waitFor();
                }
            }
            Process gateway = start(program, kubeconfig);
            try {
                await(gateway, store, 0);
            } finally {
                gateway.destroy();
                gateway.waitFor();
            }
        }
    }

    private void await(Process gateway, Database store, long left) throws Exception {
        Awaitility.await()
                .atMost(10, TimeUnit.MINUTES)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> open(store) <= left || !gateway.isAlive());
        assertThat(gateway.isAlive()).as(log()).isTrue();
    }

    private Process start(Program program, Path kubeconfig) throws Exception {
        Path log = directory.resolve("gateway.log");
        return program.start(
                directory.resolve("gateway.out"), log, "gateway", "run", "--kubeconfig", kubeconfig.toString());
    }

    private int arrived() {
        return places.stream().mapToInt(place -> place.messages().size()).sum();
    }

    private static long open(Database store) {
        return store.query(
                        "SELECT COUNT(*) AS open FROM outbox WHERE state IN ('WAITING', 'SENDING')",
                        row -> row.number("open"))
                .get(0);
    }

    private String log() throws Exception {
        return Files.readString(directory.resolve("gateway.log"));
    }

    /** For docs/reliability.md; what counts is asserted. */
    private void report(Duration took) throws Exception {
        String table = """
                deliveries: %d in %d channels, %d messages on Discord
                killed: %d times
                took: %d s
                faults: %s
                """.formatted(
                        DELIVERIES,
                        PLACES,
                        arrived(),
                        KILLS,
                        took.toSeconds(),
                        discord.faults().counts());
        Files.writeString(Path.of("target", "deliveries.txt"), table);
        System.out.print(table);
    }
}
