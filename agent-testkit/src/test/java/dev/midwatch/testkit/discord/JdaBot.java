package dev.midwatch.testkit.discord;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The real client, pointed at a loopback Discord; every event it reports is kept for the test to take. */
final class JdaBot implements AutoCloseable, EventListener {
    static final Duration LIMIT = Duration.ofSeconds(20);

    final BlockingQueue<GenericEvent> events = new LinkedBlockingQueue<>();
    private JDA jda;

    static JdaBot login(LoopbackDiscord discord) {
        return login(discord, Compression.NONE, GatewayIntent.MESSAGE_CONTENT);
    }

    static JdaBot login(LoopbackDiscord discord, Compression compression, GatewayIntent... more) {
        JdaBot bot = new JdaBot();
        bot.jda = start(discord, bot, compression, more);
        try {
            bot.jda.awaitReady();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        return bot;
    }

    static JDA start(LoopbackDiscord discord, EventListener listener, Compression compression, GatewayIntent... more) {
        MessageRequest.setDefaultMentions(EnumSet.noneOf(Message.MentionType.class));
        EnumSet<GatewayIntent> intents = EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES);
        intents.addAll(java.util.List.of(more));
        return JDABuilder.createLight(discord.botToken(), intents)
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiBaseUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setCompression(compression)
                .setEnableShutdownHook(false)
                .addEventListeners(listener)
                .build();
    }

    /** Waits for a condition. A client that is ended meanwhile in another test may throw in its own threads; that is not ours. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(LIMIT).dontCatchUncaughtExceptions();
    }

    JDA jda() {
        return jda;
    }

    TextChannel channel(Place place) {
        return jda.getTextChannelById(place.id());
    }

    @Override
    public void onEvent(GenericEvent event) {
        events.add(event);
    }

    <T> T await(Class<T> type) {
        return await(type, any -> true);
    }

    /** Takes events until such a one comes. */
    <T> T await(Class<T> type, Predicate<T> wanted) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            while (true) {
                GenericEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("no " + type.getSimpleName());
                }
                if (type.isInstance(event) && wanted.test(type.cast(event))) {
                    return type.cast(event);
                }
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        jda.shutdown();
        try {
            if (!jda.awaitShutdown(Duration.ofSeconds(5))) {
                jda.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
