package dev.midwatch.testkit.discord;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many requests a route takes in a time, per channel; and all together. */
final class Buckets {
    private record Limit(int count, Duration per) {}

    private static final class Window {
        long ends;
        int used;
    }

    private static final Limit WIDE = new Limit(50, Duration.ofSeconds(1));

    private final Map<Route, Limit> limits = new EnumMap<>(Route.class);
    private final Map<String, Window> windows = new HashMap<>();
    private Limit global = new Limit(50, Duration.ofSeconds(1));
    private int refused;

    Buckets() {
        for (Route perChannel :
                new Route[] {Route.SEND, Route.EDIT, Route.TYPING, Route.FOLLOW_UP, Route.EDIT_FOLLOWED}) {
            limits.put(perChannel, new Limit(5, Duration.ofSeconds(5)));
        }
    }

    synchronized void set(Route route, int count, Duration per) {
        limits.put(route, new Limit(count, per));
        windows.clear();
    }

    synchronized void setAll(int count, Duration per) {
        for (Route route : Route.values()) {
            limits.put(route, new Limit(count, per));
        }
        global = new Limit(Math.max(count, 50), per);
        windows.clear();
    }

    synchronized void setGlobal(int count, Duration per) {
        global = new Limit(count, per);
        windows.clear();
    }

    synchronized int refused() {
        return refused;
    }

    /** Takes one request and writes the state of its bucket into the headers; or says how to refuse it. */
    synchronized Optional<HttpAnswer> take(Route.Found found, Map<String, String> headers) {
        long now = System.nanoTime();
        if (found.route().needsBotToken()) {
            Window all = window("global", global, now);
            if (all.used >= global.count()) {
                refused++;
                return Optional.of(Fault.tooMany(until(all, now), true, "global"));
            }
            all.used++;
        }
        Limit limit = limits.getOrDefault(found.route(), WIDE);
        Window window = window(found.route() + " " + major(found), limit, now);
        boolean full = window.used >= limit.count();
        if (!full) {
            window.used++;
        }
        Duration left = until(window, now);
        describe(found.route(), limit, window, left, headers);
        if (full) {
            refused++;
            return Optional.of(Fault.tooMany(left, false, "user"));
        }
        return Optional.empty();
    }

    private static void describe(Route route, Limit limit, Window window, Duration left, Map<String, String> headers) {
        double seconds = left.toMillis() / 1000.0;
        headers.put("X-RateLimit-Limit", Integer.toString(limit.count()));
        headers.put("X-RateLimit-Remaining", Integer.toString(limit.count() - window.used));
        headers.put("X-RateLimit-Reset", "%.3f".formatted(System.currentTimeMillis() / 1000.0 + seconds));
        headers.put("X-RateLimit-Reset-After", "%.3f".formatted(seconds));
        headers.put("X-RateLimit-Bucket", "%032x".formatted((long) route.name().hashCode() & 0xffffffffL));
    }

    /** A window begins with its first request. */
    private Window window(String key, Limit limit, long now) {
        Window window = windows.computeIfAbsent(key, none -> new Window());
        if (window.used == 0 || now - window.ends >= 0) {
            window.ends = now + limit.per().toNanos();
            window.used = 0;
        }
        return window;
    }

    private static Duration until(Window window, long now) {
        return Duration.ofNanos(window.ends - now).plusMillis(1);
    }

    private static String major(Route.Found found) {
        Map<String, String> variables = found.variables();
        return variables.getOrDefault("channel", variables.getOrDefault("token", variables.getOrDefault("guild", "")));
    }
}
