package dev.midwatch.benchmarks;

import dev.midwatch.testkit.discord.Interaction;
import dev.midwatch.testkit.discord.LoopbackDiscord;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How soon somebody on Discord sees that Midwatch has heard, while it looks at a big cluster without a pause: the time to the first typing
 * indicator after a message, and to the acknowledgement of a command. Run by {@code benchmarks/discord.sh}.
 */
public final class DiscordLatency {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SCAN_LIMIT = Duration.ofMinutes(5);
    private static final String[] COMMANDS = {"status", "findings", "jobs", "help"};
    private static final int BETWEEN_MILLIS = 50;

    private DiscordLatency() {}

    /** The program's script, a kubeconfig, a data directory to make, and how many messages and commands there are to be. */
    public static void main(String[] args) throws Exception {
        Path home = Files.createDirectories(Path.of(args[2]));
        int rounds = Integer.parseInt(args[3]);
        try (LoopbackDiscord discord = LoopbackDiscord.start()) {
            discord.bucket(1_000, Duration.ofSeconds(1));
            Place alerts = discord.channel("alerts");
            Person roger = discord.person("roger");
            Person anna = discord.person("anna");
            GatewayProcess.useDiscord(home, discord, alerts, roger, anna);
            try (GatewayProcess gateway = GatewayProcess.start(Path.of(args[0]), args[1], home)) {
                gateway.awaitLogin(discord);
                AtomicInteger scans = new AtomicInteger();
                AtomicBoolean enough = new AtomicBoolean();
                Thread looking = scanWithoutPause(anna, discord.channel("scans"), scans, enough);
                List<Duration> commands = commands(roger, alerts, rounds);
                List<Duration> typing = messages(discord, roger, rounds);
                enough.set(true);
                looking.join();
                print("command to acknowledgement", commands);
                print("message to typing", typing);
                System.out.printf("%d scans meanwhile%n", scans.get());
            }
        }
    }

    private static Thread scanWithoutPause(Person person, Place place, AtomicInteger scans, AtomicBoolean enough) {
        Thread thread = new Thread(() -> {
            while (!enough.get()) {
                person.commands("scan", Map.of(), place).awaitAnswer(SCAN_LIMIT);
                scans.incrementAndGet();
            }
        });
        thread.start();
        return thread;
    }

    private static List<Duration> commands(Person person, Place place, int rounds) throws InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Interaction asked = person.commands(COMMANDS[round % COMMANDS.length], Map.of(), place);
            times.add(asked.awaitAcknowledged(LIMIT));
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
        return times;
    }

    private static List<Duration> messages(LoopbackDiscord discord, Person person, int rounds)
            throws InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            // A place of its own for each, as typing is not shown twice within seconds.
            Place place = discord.channel("talk-" + round);
            Message said = person.says(place, discord.botMention() + " what is broken?");
            long end = System.nanoTime() + LIMIT.toNanos();
            while (place.typings().isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("no typing for " + LIMIT);
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
            times.add(Duration.between(said.at(), place.typings().get(0).at()));
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
        return times;
    }

    private static void print(String what, List<Duration> times) {
        List<Long> millis =
                new ArrayList<>(times.stream().map(Duration::toMillis).toList());
        Collections.sort(millis);
        System.out.printf(
                "%s: %d times, median %d ms, 99th percentile %d ms, longest %d ms%n",
                what,
                millis.size(),
                millis.get(millis.size() / 2),
                millis.get((int) Math.ceil(millis.size() * 0.99) - 1),
                millis.get(millis.size() - 1));
    }
}
