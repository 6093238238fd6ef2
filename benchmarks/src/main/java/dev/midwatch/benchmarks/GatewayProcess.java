package dev.midwatch.benchmarks;

import dev.midwatch.testkit.discord.LoopbackDiscord;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The gateway as an operator runs it. */
final class GatewayProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;

    private GatewayProcess(Process process) {
        this.process = process;
    }

    static GatewayProcess start(Path script, String kubeconfig, Path home) throws IOException {
        return new GatewayProcess(new ProcessBuilder(
                        script.toString(), "gateway", "run", "--kubeconfig", kubeconfig, "--home", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("gateway.log").toFile())
                .start());
    }

    /** Writes the configuration for a gateway on that Discord. */
    static void useDiscord(Path home, LoopbackDiscord discord, Place homeChannel, Person... approvers)
            throws IOException {
        Files.writeString(home.resolve("config.yaml"), """
                discord:
                  bot_token: %s
                  home_channel: "%s"
                  allowed_users: [%s]
                  api_base_url: %s
                  gateway_url: %s
                """.formatted(
                discord.botToken(),
                homeChannel.id(),
                List.of(approvers).stream().map(who -> '"' + who.id() + '"').collect(Collectors.joining(", ")),
                discord.apiBaseUrl(),
                discord.gatewayUrl()));
    }

    void awaitLogin(LoopbackDiscord discord) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (discord.gateway().connected() == 0 || discord.commands().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the gateway did not log in; see gateway.log in its data directory");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** What the process has in memory now, as Linux counts it. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
