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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
    private static final int MOST_PARTS = 8;
    private static final int MOST_LETTERS = 500;
    private static final String RETRY_SECONDS = "30";

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

    private final Map<String, Part> parts = new HashMap<>();
    private final Map<Shown, Channel> channels = new ConcurrentHashMap<>();
    private final Seats seats = new Seats();
    private final Map<Shown, Set<Viewer>> joining = new HashMap<>();
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
        return seats.viewers().size();
    }

    /** One at a time, so that no two take the same last seat. */
    private synchronized void join(Context ctx) {
        List<Shown> shown = shown(ctx);
        Visitor visitor = Visitor.of(ctx);
        if (seats.isFull()) {
            throw new HttpResponseException(503, "Too many pages are open.");
        }
        if (!seats.hasRoom(visitor, shown)) {
            ctx.header("Retry-After", RETRY_SECONDS);
            throw new HttpResponseException(429, "Too many of your pages are open; close one first.");
        }
        Viewer viewer = Viewer.open(ctx, pace, () -> stillSignedIn.test(ctx), this::leave);
        seats.take(viewer, visitor, shown);
        // At once with its making: a channel that seems to have no viewer is taken away when another one leaves.
        shown.forEach(one ->
                channels.compute(one, (key, channel) -> (channel == null ? new Channel() : channel).with(viewer)));
        if (viewer.ended()) {
            leave(viewer);
        }
        shown.forEach(one -> drawFor(viewer, one));
    }

    /** Those who wait for the same have it drawn once. */
    private void drawFor(Viewer viewer, Shown shown) {
        synchronized (joining) {
            Set<Viewer> waiting = joining.get(shown);
            if (waiting != null) {
                waiting.add(viewer);
                return;
            }
            joining.put(shown, new HashSet<>(Set.of(viewer)));
        }
        drawing.execute(() -> draw(shown, joined(shown)));
    }

    private Set<Viewer> joined(Shown shown) {
        synchronized (joining) {
            return joining.remove(shown);
        }
    }

    private List<Shown> shown(Context ctx) {
        Level level = Visitor.of(ctx).level();
        List<Shown> shown = new ArrayList<>();
        ctx.queryParamMap().forEach((part, arguments) -> {
            if (!parts.containsKey(part)
                    || shown.size() >= MOST_PARTS
                    || arguments.get(0).length() > MOST_LETTERS) {
                throw new BadRequestResponse("No page asks for that.");
            }
            shown.add(new Shown(part, arguments.get(0), level));
        });
        return shown;
    }

    private void leave(Viewer viewer) {
        seats.leave(viewer);
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
        // What many look at comes first.
        List<Shown> changed = channels.keySet().stream()
                .filter(shown -> parts.get(shown.part()).topics().stream().anyMatch(topics::contains))
                .sorted(Comparator.comparing(Shown::isOfOne))
                .toList();
        changed.forEach(shown -> {
            Channel channel = channels.get(shown);
            if (channel != null) {
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
        seats.viewers().forEach(Viewer::beat);
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
        seats.viewers().forEach(Viewer::end);
    }
}
