package dev.midwatch.dashboard.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Hangs up on connections that trickle a request's header: the idle timeout never sees them, as each byte starts it anew. Looks at all
 * of them from time to time, which costs nothing while nobody does it.
 */
final class SlowHeaders extends AbstractLifeCycle {
    /** A header that was unfinished when seen first, and its connection's count of requests then. */
    private record Unfinished(long requests, long since) {}

    private final Server server;
    private final long patience;
    private final Map<EndPoint, Unfinished> unfinished = new HashMap<>();
    private volatile Scheduler.Task next;

    SlowHeaders(Server server, Limits limits) {
        this.server = server;
        this.patience = limits.wholeHeader().toNanos();
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        next.cancel();
    }

    private void schedule() {
        next = server.getScheduler().schedule(this::look, Math.max(patience / 4, 1_000_000), TimeUnit.NANOSECONDS);
    }

    private synchronized void look() {
        try {
            unfinished.keySet().removeIf(endPoint -> !endPoint.isOpen());
            for (Connector connector : server.getConnectors()) {
                if (connector instanceof ServerConnector tcp) {
                    tcp.getConnectedEndPoints().forEach(this::judge);
                }
            }
        } finally {
            if (isRunning()) {
                schedule();
            }
        }
    }

    private void judge(EndPoint endPoint) {
        if (!(endPoint.getConnection() instanceof HttpConnection http) || !inHeader(http.getParser())) {
            unfinished.remove(endPoint);
            return;
        }
        long requests = http.getMessagesIn();
        Unfinished before = unfinished.get(endPoint);
        if (before == null || before.requests() != requests) {
            unfinished.put(endPoint, new Unfinished(requests, System.nanoTime()));
        } else if (System.nanoTime() - before.since() > patience) {
            unfinished.remove(endPoint);
            endPoint.close();
        }
    }

    private static boolean inHeader(HttpParser parser) {
        HttpParser.State state = parser.getState();
        return state != HttpParser.State.START && state.ordinal() < HttpParser.State.CONTENT.ordinal();
    }
}
