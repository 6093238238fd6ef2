package dev.midwatch.channels.discord;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When JDA may identify: at most every 5 seconds. JDA's own classes for that leave a thread behind that outlives the connection. */
final class Turns extends SessionControllerAdapter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final String gateway;
    private final Map<SessionConnectNode, Future<?>> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> Connection.daemon(task, "discord-login"));
    private long next = System.nanoTime();

    /** @param gateway the address that JDA would otherwise have built in */
    Turns(String gateway) {
        this.gateway = gateway;
    }

    @Override
    public String getGateway() {
        return gateway;
    }

    @Override
    public synchronized void appendSession(SessionConnectNode node) {
        long now = System.nanoTime();
        long due = Math.max(now, next);
        next = due + TimeUnit.SECONDS.toNanos(IDENTIFY_DELAY);
        try {
            waiting.put(node, thread.schedule(() -> connect(node), due - now, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException closed) {
            LOG.debug("no login any more", closed);
        }
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        Future<?> future = waiting.remove(node);
        if (future != null) {
            future.cancel(false);
        }
    }

    private void connect(SessionConnectNode node) {
        try {
            node.run(false);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Discord's gateway cannot be reached: {}", e.toString());
            appendSession(node);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
