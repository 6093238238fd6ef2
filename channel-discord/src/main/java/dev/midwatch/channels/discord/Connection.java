package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import net.dv8tion.jda.internal.utils.JDALogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs in and stays logged in, for as long as it takes; JDA resumes by itself, this is for what JDA gives up. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration END = Duration.ofSeconds(6);
    /** Of what people write, what it takes to hear them; content is refused to a bot that has not asked for it in the portal. */
    static final EnumSet<GatewayIntent> INTENTS =
            EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES, GatewayIntent.MESSAGE_CONTENT);

    static {
        // JDA does not see from here that the host has a logger, and would write to standard error by itself, secrets
        // and all.
        JDALogger.setFallbackLoggerEnabled(false);
        // Nothing we say calls anybody: much of it was written by whoever may write a log line.
        MessageRequest.setDefaultMentions(EnumSet.noneOf(Message.MentionType.class));
        MessageRequest.setDefaultMentionRepliedUser(false);
    }

    private final DiscordConfig config;
    private final List<EventListener> listeners = new ArrayList<>();
    private final Thread thread = daemon(this::stayConnected, "discord");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final EnumSet<GatewayIntent> intents = EnumSet.copyOf(INTENTS);

    private boolean begun;
    private Login login;
    private boolean ready;
    private Trouble trouble = Trouble.NOT_YET;

    Connection(DiscordConfig config) {
        this.config = config;
    }

    /** Begins to connect, once; whoever wants to hear is there from the first event on. */
    synchronized void begin(EventListener... others) {
        if (!begun && closed.getCount() > 0) {
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
        return login.jda();
    }

    /** The same without waiting; empty while there is nothing to talk with. */
    synchronized Optional<JDA> now() {
        return ready ? Optional.of(login.jda()) : Optional.empty();
    }

    /** Why there is no connection, or no hearing; for whoever looks before it is used. */
    synchronized Trouble trouble() {
        return trouble;
    }

    private void stayConnected() {
        Rest rest = Rest.FIRST;
        try {
            do {
                rest = connect(rest);
            } while (!closed.await(rest.time().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One login and what comes of it, until it ends; says how long to rest before the next. */
    private Rest connect(Rest before) throws InterruptedException {
        Login one = new Login(config, this::ready);
        try (one) {
            synchronized (this) {
                login = one;
            }
            if (closed.getCount() == 0) {
                return before;
            }
            one.begin(intents, listeners);
            return ended(one.awaitEnd()) || one.wasReady() ? Rest.FIRST : before.longer();
        } catch (InvalidTokenException e) {
            trouble(Trouble.INVALID_TOKEN);
            return before.longer();
        } catch (RuntimeException e) {
            trouble(Trouble.unreachable(e));
            return before.longer();
        }
    }

    /** Whether it may be better the next time. */
    private boolean ended(CloseCode code) {
        if (code == CloseCode.DISALLOWED_INTENTS && intents.remove(GatewayIntent.MESSAGE_CONTENT)) {
            // Better heard only where it is mentioned than not at all.
            trouble(Trouble.NO_CONTENT);
            return true;
        }
        trouble(Trouble.of(code));
        return false;
    }

    private synchronized void trouble(Trouble news) {
        ready = false;
        if (closed.getCount() > 0) {
            if (!news.equals(trouble)) {
                LOG.warn("{}", news.text());
            }
            trouble = news;
        }
        notifyAll();
    }

    private synchronized void ready(boolean yes) {
        if (closed.getCount() > 0) {
            ready = yes;
            Trouble hearing = intents.contains(GatewayIntent.MESSAGE_CONTENT) ? Trouble.NONE : Trouble.NO_CONTENT;
            trouble = yes ? hearing : Trouble.NOT_YET;
            notifyAll();
        }
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends the connection; what is being sent by another thread fails and is sent again at the next start. */
    @Override
    public void close() {
        Login open;
        synchronized (this) {
            closed.countDown();
            ready = false;
            trouble = Trouble.CLOSED;
            notifyAll();
            open = login;
        }
        if (open != null) {
            open.close();
        }
        thread.interrupt();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
