package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs in and stays logged in, for as long as it takes; JDA resumes by itself, this is for what JDA gives up. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration FIRST_REST = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    /** Of what people write, what it takes to hear them; content is refused to a bot that has not asked for it in the portal. */
    static final EnumSet<GatewayIntent> INTENTS =
            EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES, GatewayIntent.MESSAGE_CONTENT);

    static {
        // Nothing we say calls anybody: much of it was written by whoever may write a log line.
        MessageRequest.setDefaultMentions(EnumSet.noneOf(Message.MentionType.class));
        MessageRequest.setDefaultMentionRepliedUser(false);
    }

    private static final int MOST_SECONDS_TO_RECONNECT = 64;

    private final DiscordConfig config;
    private final List<EventListener> listeners = new ArrayList<>();
    private final Thread thread = new Thread(this::stayConnected, "discord");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final EnumSet<GatewayIntent> intents = EnumSet.copyOf(INTENTS);

    private boolean begun;
    private JDA jda;
    private boolean ready;
    private Trouble trouble = Trouble.NOT_YET;

    Connection(DiscordConfig config) {
        this.config = config;
        thread.setDaemon(true);
    }

    /** Begins to connect, once; whoever wants to hear is there from the first event on. */
    synchronized void begin(EventListener... others) {
        if (!begun) {
            begun = true;
            listeners.addAll(List.of(others));
            thread.start();
        }
    }

    /** What to talk to Discord with, as soon as it has been logged in once. */
    synchronized JDA await(Duration patience) throws DeliveryException {
        begin();
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!ready && trouble.mayPass() && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeliveryException.temporary("interrupted while connecting to Discord", e);
        }
        if (!ready) {
            throw DeliveryException.temporary(trouble.text(), null);
        }
        return jda;
    }

    /** Why there is no connection, or no hearing; for whoever looks before it is used. */
    synchronized Trouble trouble() {
        return trouble;
    }

    private void stayConnected() {
        Duration rest = FIRST_REST;
        while (closed.getCount() > 0) {
            rest = connect() ? FIRST_REST : longer(rest);
            try {
                if (closed.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Duration longer(Duration rest) {
        Duration twice = rest.multipliedBy(2);
        return twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice;
    }

    /** One login and what comes of it, until it ends; says whether it came as far as being ready. */
    private boolean connect() {
        Session session = new Session();
        ExecutorService events = Executors.newSingleThreadExecutor(task -> daemon(task, "discord-events"));
        ExecutorService callbacks = Executors.newFixedThreadPool(2, task -> daemon(task, "discord-callbacks"));
        try {
            JDA login = login(events, callbacks, session);
            synchronized (this) {
                jda = login;
            }
            session.ended.await();
        } catch (InvalidTokenException e) {
            trouble(Trouble.INVALID_TOKEN);
        } catch (InterruptedException e) {
            closed.countDown();
        } catch (RuntimeException e) {
            trouble(Trouble.unreachable(e));
        } finally {
            events.shutdownNow();
            callbacks.shutdownNow();
        }
        return session.wasReady;
    }

    private JDA login(ExecutorService events, ExecutorService callbacks, Session session) {
        return JDABuilder.createLight(config.botToken(), intents)
                .setRestConfig(new RestConfig().setBaseUrl(config.apiBaseUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return config.gatewayUrl();
                    }
                })
                .setCompression(Compression.NONE)
                .setEnableShutdownHook(false)
                .setMaxReconnectDelay(MOST_SECONDS_TO_RECONNECT)
                .setEventPool(events)
                .setCallbackPool(callbacks)
                .addEventListeners(session)
                .addEventListeners(listeners.toArray())
                .build();
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private synchronized void trouble(Trouble news) {
        if (!news.equals(trouble)) {
            LOG.warn("{}", news.text());
        }
        trouble = news;
        ready = false;
        notifyAll();
    }

    private synchronized void ready() {
        ready = true;
        trouble = intents.contains(GatewayIntent.MESSAGE_CONTENT) ? Trouble.NONE : Trouble.NO_CONTENT;
        notifyAll();
    }

    /** Ends the connection; what is being sent by another thread fails and is sent again at the next start. */
    @Override
    public void close() {
        closed.countDown();
        JDA open;
        synchronized (this) {
            open = jda;
            ready = false;
            notifyAll();
        }
        if (open != null) {
            open.shutdownNow();
        }
        thread.interrupt();
    }

    /** Between the login and its end. */
    private final class Session extends ListenerAdapter {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean wasReady;

        @Override
        public void onReady(ReadyEvent event) {
            wasReady = true;
            ready();
        }

        @Override
        public void onShutdown(ShutdownEvent event) {
            CloseCode code = event.getCloseCode();
            if (code == CloseCode.DISALLOWED_INTENTS && intents.remove(GatewayIntent.MESSAGE_CONTENT)) {
                // Better heard only where it is mentioned than not at all.
                trouble(Trouble.NO_CONTENT);
            } else if (closed.getCount() > 0) {
                trouble(Trouble.of(code));
            }
            ended.countDown();
        }
    }
}
