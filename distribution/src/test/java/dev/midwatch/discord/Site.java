package dev.midwatch.discord;

import dev.midwatch.cli.GatewayChild;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.store.Database;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.testkit.discord.LoopbackDiscord;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A simulated cluster on a fast clock, a Discord with people, a model, and a gateway between them in a process of its own. */
final class Site implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

    final LoopbackDiscord discord = LoopbackDiscord.start();
    final ScriptedModel model = ScriptedModel.start();
    final Place alerts = discord.channel("alerts");
    final Person roger = discord.person("roger");
    final Person mallory = discord.person("mallory");
    final Simulation cluster = Simulation.start(Scenario.builtIn("healthy"), START, 0, 1);
    private final Path home;
    private final Path kubeconfig;
    private final Path log;
    /** How long somebody who is asked has time to answer. */
    String offersLast = "1h";
    /** When the clock began to run. */
    private Optional<Instant> begun = Optional.empty();

    private Process gateway;

    Site(Path directory) throws IOException {
        home = Files.createDirectories(directory.resolve("home"));
        log = directory.resolve("gateway.log");
        kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
        discord.bucket(1_000, Duration.ofSeconds(1));
        configure("allowed_users: [\"" + roger.id() + "\"]");
        try (Kernel kernel = GatewayChild.kernel(home, kubeconfig, cluster.clock())) {
            onlyOneJob(kernel.get(JobCatalog.class));
        }
    }

    /** @param people who may do what, as lines of the section {@code discord} */
    void configure(String... people) throws IOException {
        Files.writeString(home.resolve("config.yaml"), """
                timezone: UTC
                model: {default: scripted, base_url: "%s", api_key: test-key}
                actions: {proposal_ttl: %s}
                discord:
                  bot_token: %s
                  home_channel: "%s"
                  api_base_url: %s
                  gateway_url: %s
                  %s
                """.formatted(
                        model.baseUrl(),
                        offersLast,
                        discord.botToken(),
                        alerts.id(),
                        discord.apiBaseUrl(),
                        discord.gatewayUrl(),
                        String.join("\n  ", people)));
    }

    private static void onlyOneJob(JobCatalog jobs) {
        jobs.jobs().stream().map(JobDefinition::name).toList().forEach(jobs::remove);
        jobs.create(Map.of(
                "name",
                "watch",
                "schedule",
                "every 1m",
                "checks",
                List.of("pod-crash-loop"),
                "when",
                "on_findings",
                "deliver",
                "discord"));
    }

    /** Begins the gateway, or begins it again, and waits until it hears people. The night begins when it does. */
    void watch() throws IOException {
        int logins = discord.gateway().logins();
        gateway = new ProcessBuilder(GatewayChild.command(home, kubeconfig, begun, START, true))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> discord.gateway().logins() > logins
                        && !discord.commands().isEmpty());
        if (begun.isEmpty()) {
            Instant now = Clock.systemUTC().instant();
            begun = Optional.of(now);
            cluster.clock().speed(GatewayChild.FASTER);
            try (Writer toClock = gateway.outputWriter(StandardCharsets.UTF_8)) {
                toClock.write(now + "\n");
            }
        }
    }

    /** Until somebody restarts it. */
    void crash() {
        cluster.inject("""
                crash: {workload: shop/shop, exit-code: 1, after: 12s, healed-by: restart, log: [
                  'level=warn msg="connection from pool is stale" session=gone age=11d23h',
                  'panic: no usable database connection after 3 attempts']}""");
    }

    /** Begins the watch, lets a workload crash, and waits until somebody is asked about it. */
    Message breakSomething() throws IOException {
        watch();
        crash();
        Message report =
                alerts.awaitMessage(LIMIT, message -> !message.buttons().isEmpty());
        awaitNoted();
        return report;
    }

    /** Nobody answers before the gateway has noted what it sent. */
    void awaitNoted() {
        try (Database store = Database.openReadOnly(home.resolve("state.db"))) {
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> store.query("SELECT id FROM outbox WHERE state <> 'DELIVERED'", row -> row.text("id"))
                            .isEmpty());
        }
    }

    /** What somebody is answered who presses the button of a report's proposal. */
    String presses(Person person, Message report, String choice) {
        return person.clicks(report, choice + ":" + proposal(report))
                .awaitAnswer(LIMIT)
                .content();
    }

    /** The proposal that a report asks about. */
    static String proposal(Message report) {
        return report.buttons().get(0).id().replaceFirst(".*:", "");
    }

    /** The report once it says that. */
    Message awaitRecord(Message report, String words) {
        return alerts.awaitMessage(
                LIMIT,
                message -> message.id().equals(report.id()) && message.text().contains(words));
    }

    /** What was broken is a record of what helped. */
    void awaitIncident() {
        try (Database store = Database.openReadOnly(home.resolve("state.db"))) {
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> !store.query("SELECT id FROM incident", row -> row.number("id"))
                            .isEmpty());
        }
    }

    void kill() throws InterruptedException {
        gateway.destroyForcibly().waitFor();
    }

    Path home() {
        return home;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        if (gateway != null) {
            gateway.destroy();
            if (!gateway.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        }
        cluster.close();
        model.close();
        discord.close();
    }
}
