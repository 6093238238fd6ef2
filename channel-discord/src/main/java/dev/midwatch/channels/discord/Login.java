package dev.midwatch.channels.discord;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JDA with all its threads, from login to end. */
final class Login extends ListenerAdapter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final int MOST_SECONDS_TO_RECONNECT = 64;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration END = Duration.ofSeconds(3);

    private final DiscordConfig config;
    private final Consumer<Boolean> whenReady;
    private final Turns turns;
    /** What happens after the end nobody needs to hear. */
    private final ThreadPoolExecutor events = pool("discord-events", new ThreadPoolExecutor.DiscardPolicy());
    /** Somebody waits for each of them, also in the end. */
    private final ExecutorService callbacks = pool("discord-callbacks", (task, pool) -> task.run());

    private final OkHttpClient http = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(5, 10, TimeUnit.SECONDS))
            .build();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<JDA> jda = new AtomicReference<>();
    private volatile boolean wasReady;
    private volatile boolean closed;
    private volatile CloseCode code;

    Login(DiscordConfig config, Consumer<Boolean> whenReady) {
        this.config = config;
        this.whenReady = whenReady;
        this.turns = new Turns(config.gatewayUrl());
    }

    /** Returns as soon as Discord has accepted the token. JDA waits for ever for an answer that it cannot read. */
    void begin(EnumSet<GatewayIntent> intents, List<EventListener> listeners) throws InterruptedException {
        FutureTask<JDA> login = new FutureTask<>(() -> build(intents, listeners));
        Connection.daemon(login, "discord-login").start();
        try {
            login.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer that makes sense for " + LIMIT.toSeconds() + " s", e);
        } finally {
            login.cancel(true);
        }
    }

    private JDA build(EnumSet<GatewayIntent> intents, List<EventListener> listeners) {
        JDA made = JDABuilder.createLight(config.botToken(), intents)
                .setRestConfig(new RestConfig().setBaseUrl(config.apiBaseUrl()))
                .setSessionController(turns)
                .setHttpClient(http)
                .setCompression(Compression.NONE)
                .setEnableShutdownHook(false)
                .setMaxReconnectDelay(MOST_SECONDS_TO_RECONNECT)
                .setEventPool(events)
                .setCallbackPool(callbacks)
                .addEventListeners(this)
                .addEventListeners(listeners.toArray())
                .build();
        know(made);
        return made;
    }

    private static ThreadPoolExecutor pool(String name, RejectedExecutionHandler afterwards) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> Connection.daemon(task, name),
                afterwards);
    }

    private void know(JDA made) {
        jda.set(made);
        if (closed) {
            made.shutdownNow();
        }
    }

    /** Waits until it is over; why, if the gateway said so. */
    CloseCode awaitEnd() throws InterruptedException {
        ended.await();
        return code;
    }

    /** What to talk to Discord with; there once it is ready. */
    JDA jda() {
        return jda.get();
    }

    boolean wasReady() {
        return wasReady;
    }

    /** From the first on: while JDA looks whether the token is right, there is no other way to get at it. */
    @Override
    public void onStatusChange(StatusChangeEvent event) {
        know(event.getJDA());
    }

    @Override
    public void onReady(ReadyEvent event) {
        wasReady = true;
        whenReady.accept(true);
    }

    /** Until it has logged in again it knows of no channel. */
    @Override
    public void onSessionInvalidate(SessionInvalidateEvent event) {
        whenReady.accept(false);
    }

    @Override
    public void onSessionRecreate(SessionRecreateEvent event) {
        whenReady.accept(true);
    }

    @Override
    public void onShutdown(ShutdownEvent event) {
        code = event.getCloseCode();
        ended.countDown();
    }

    /** Returns when its threads have ended, or cannot be made to. */
    @Override
    public void close() {
        closed = true;
        turns.close();
        JDA open = jda.get();
        if (open != null) {
            open.shutdownNow();
        }
        // What is on its way to Discord may have arrived, and is looked for the next time.
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
        try {
            if (open != null && !open.awaitShutdown(END)) {
                LOG.debug("JDA has not said its last word");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        events.getQueue().clear();
        events.shutdown();
        callbacks.shutdown();
    }
}
