package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Changes;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.dashboard.signin.Needs;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps open pages up to date by server-sent events. A part is drawn once for all who look at the same one with the same level, on a thread of
 * its own, and handed to each; nobody's slowness is felt by anybody else.
 */
final class Live implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final int MOST_VIEWERS = 1_000;
    private static final int MOST_PARTS = 8;

    /**
     * How long is waited for what.
     *
     * @param beat     between two signs of life
     * @param patience with a page that takes nothing
     * @param check    between two looks whether its visitor is still signed in
     */
    record Pace(Duration beat, Duration patience, Duration check) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(25), Duration.ofMinutes(1));
    }

    private record Shown(String part, String argument, Level level) {}

    private final Map<String, Part> parts = new HashMap<>();
    private final Map<Shown, Channel> channels = new ConcurrentHashMap<>();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final Set<Changes.Topic> pending = EnumSet.noneOf(Changes.Topic.class);
    private final Changes changes;
    private final Predicate<Context> stillSignedIn;
    private final Pace pace;
    private final ScheduledExecutorService drawing = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live");
        thread.setDaemon(true);
        return thread;
    });
    private AutoCloseable listening;

    Live(Changes changes, List<Part> parts, Predicate<Context> stillSignedIn, Pace pace) {
        this.changes = changes;
        this.pace = pace;
        this.stillSignedIn = stillSignedIn;
        parts.forEach(part -> this.parts.put(part.name(), part));
    }

    void install(JavalinConfig config) {
        config.routes.get("/live", this::join, Needs.VIEWER);
    }

    void start() {
        listening = changes.listen(this::changed);
        drawing.scheduleWithFixedDelay(
                this::beat, pace.beat().toMillis(), pace.beat().toMillis(), TimeUnit.MILLISECONDS);
    }

    int viewers() {
        return viewers.size();
    }

    private void join(Context ctx) {
        List<Shown> shown = shown(ctx);
        if (viewers.size() >= MOST_VIEWERS) {
            throw new HttpResponseException(503, "Too many pages are open.");
        }
        Viewer viewer = Viewer.open(ctx, pace, () -> stillSignedIn.test(ctx), this::leave);
        viewers.add(viewer);
        // At once with its making: a channel that seems to have no viewer is taken away when another one leaves.
        shown.forEach(one ->
                channels.compute(one, (key, channel) -> (channel == null ? new Channel() : channel).with(viewer)));
        if (viewer.ended()) {
            leave(viewer);
        }
        drawing.execute(() -> shown.forEach(one -> draw(one, Set.of(viewer))));
    }

    private List<Shown> shown(Context ctx) {
        Level level = Visitor.of(ctx).level();
        List<Shown> shown = new ArrayList<>();
        ctx.queryParamMap().forEach((part, arguments) -> {
            if (!parts.containsKey(part) || shown.size() >= MOST_PARTS) {
                throw new BadRequestResponse("No page asks for that.");
            }
            shown.add(new Shown(part, arguments.get(0), level));
        });
        return shown;
    }

    private void leave(Viewer viewer) {
        viewers.remove(viewer);
        channels.keySet()
                .forEach(shown -> channels.computeIfPresent(
                        shown, (key, channel) -> channel.removeAndIsEmpty(viewer) ? null : channel));
    }

    /** Changes that come while one is drawn are drawn together afterwards. */
    private void changed(Set<Changes.Topic> topics) {
        synchronized (pending) {
            boolean waits = !pending.isEmpty();
            pending.addAll(topics);
            if (waits) {
                return;
            }
        }
        drawing.execute(this::drawChanged);
    }

    private void drawChanged() {
        Set<Changes.Topic> topics;
        synchronized (pending) {
            topics = EnumSet.copyOf(pending);
            pending.clear();
        }
        channels.forEach((shown, channel) -> {
            if (parts.get(shown.part()).topics().stream().anyMatch(topics::contains)) {
                draw(shown, channel.viewers());
            }
        });
    }

    private void draw(Shown shown, Set<Viewer> to) {
        try {
            Channel channel = channels.get(shown);
            if (channel != null) {
                String text = parts.get(shown.part()).drawing().draw(shown.argument(), shown.level());
                channel.send(Event.of(shown.part(), text), to);
            }
        } catch (Refusal gone) {
            // What the page showed is no more; the page says so when it is loaded again.
            LOG.debug("{} is no more: {}", shown.part(), gone.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("the part {} could not be drawn", shown.part(), e);
        }
    }

    private void beat() {
        viewers.forEach(Viewer::beat);
    }

    @Override
    public void close() {
        try {
            if (listening != null) {
                listening.close();
            }
        } catch (Exception e) {
            LOG.warn("listening for changes did not end", e);
        }
        drawing.shutdownNow();
        viewers.forEach(Viewer::end);
    }
}
