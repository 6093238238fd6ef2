package dev.midwatch.testkit.discord;

import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The way of a REST call: fault, token, limits, handler, and what is left of the answer after the fault. */
final class Rest {
    static final String ROOT = "/api/v10/";

    private final World world;
    private final Faults faults;
    private final Buckets buckets;
    private final Map<Route, Handler> handlers = new EnumMap<>(Route.class);

    Rest(World world, Faults faults, Buckets buckets) {
        this.world = world;
        this.faults = faults;
        this.buckets = buckets;
        new GuildRoutes(world).addTo(handlers);
        new ChannelRoutes(world).addTo(handlers);
        new MessageRoutes(world).addTo(handlers);
        new HistoryRoutes(world).addTo(handlers);
        new CommandRoutes(world).addTo(handlers);
        new InteractionRoutes(world).addTo(handlers);
        new FollowUpRoutes(world).addTo(handlers);
    }

    HttpAnswer answer(HttpRequest request) {
        Optional<Route.Found> found =
                Route.find(request.method(), request.path().substring(ROOT.length()));
        if (found.isEmpty()) {
            synchronized (world) {
                world.unknownRequests.add(request.method() + " " + request.path());
            }
            return HttpAnswer.json(404, Refusal.body(0, "404: Not Found"));
        }
        Fault fault = faults.next(found.get().route());
        Optional<HttpAnswer> instead = fault.instead();
        return fault.applied(instead.orElseGet(() -> limited(found.get(), request)))
                .with(Map.of("Via", "1.1 google"));
    }

    private HttpAnswer limited(Route.Found found, HttpRequest request) {
        if (found.route().needsBotToken() && !authorized(request)) {
            return Refusal.unauthorized().answer();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Optional<HttpAnswer> refused = buckets.take(found, headers);
        return refused.orElseGet(() -> handled(found, request)).with(headers);
    }

    private boolean authorized(HttpRequest request) {
        return !world.tokenRefused && request.header("authorization").equals("Bot " + world.token);
    }

    private HttpAnswer handled(Route.Found found, HttpRequest request) {
        try {
            Call call = Call.of(found, request);
            synchronized (world) {
                return handlers.get(found.route()).handle(call);
            }
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (UncheckedIOException notJson) {
            return Refusal.of(400, 50109, "The request body contains invalid JSON.")
                    .answer();
        } catch (RuntimeException ourFault) {
            synchronized (world) {
                world.unknownRequests.add(request.method() + " " + request.path() + " failed here: " + ourFault);
            }
            return HttpAnswer.json(500, Refusal.body(0, "500: Internal Server Error"));
        }
    }
}
