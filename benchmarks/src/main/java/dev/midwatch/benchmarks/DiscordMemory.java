package dev.midwatch.benchmarks;

import dev.midwatch.testkit.discord.LoopbackDiscord;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the Discord plugin adds to the memory of a gateway: one with it and one without it in turn, each for a while, with some talk.
 * Run by {@code benchmarks/discord.sh}.
 */
public final class DiscordMemory {
    private static final int SECONDS = 60;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MESSAGES = 50;

    private DiscordMemory() {}

    /** The program's script, a kubeconfig, a directory to work in, and how many pairs there are to be. */
    public static void main(String[] args) throws Exception {
        List<Long> without = new ArrayList<>();
        List<Long> with = new ArrayList<>();
        for (int pair = 0; pair < Integer.parseInt(args[3]); pair++) {
            Path home = Files.createDirectories(Path.of(args[2], "without-" + pair));
            try (GatewayProcess gateway = GatewayProcess.start(Path.of(args[0]), args[1], home)) {
                TimeUnit.SECONDS.sleep(SECONDS);
                without.add(gateway.residentBytes());
            }
            with.add(withDiscord(Path.of(args[0]), args[1], Files.createDirectories(Path.of(args[2], "with-" + pair))));
            System.out.printf("pair %d: without %d MB, with %d MB%n", pair, mb(without, pair), mb(with, pair));
        }
        List<Long> added = new ArrayList<>();
        for (int pair = 0; pair < with.size(); pair++) {
            added.add(with.get(pair) - without.get(pair));
        }
        added.sort(null);
        System.out.printf("added, median of the pairs: %d MB%n", added.get(added.size() / 2) >> 20);
    }

    private static long mb(List<Long> bytes, int index) {
        return bytes.get(index) >> 20;
    }

    private static long withDiscord(Path script, String kubeconfig, Path home) throws Exception {
        try (LoopbackDiscord discord = LoopbackDiscord.start()) {
            discord.bucket(1_000, Duration.ofSeconds(1));
            Place alerts = discord.channel("alerts");
            Person roger = discord.person("roger");
            GatewayProcess.useDiscord(home, discord, alerts, roger);
            try (GatewayProcess gateway = GatewayProcess.start(script, kubeconfig, home)) {
                gateway.awaitLogin(discord);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                for (int message = 0; message < MESSAGES; message++) {
                    roger.commands("findings", Map.of(), alerts).awaitAnswer(LIMIT);
                }
                TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
                return gateway.residentBytes();
            }
        }
    }
}
