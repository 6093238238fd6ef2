package dev.midwatch.simulator.http;

import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.store.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pages of one consistent state: what a list saw first is what its later pages show. The oldest lists are forgotten. */
final class Pages {
    private static final int KEPT = 200;
    private final Names names;
    private final Map<String, Rest> open = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rest> eldest) {
            return size() > KEPT;
        }
    };

    /** One page; the token is "" on the last. */
    record Page(long revision, List<Stored> objects, String token, int remaining) {}

    private record Rest(long revision, List<Stored> objects, int from) {}

    Pages(Names names) {
        this.names = names;
    }

    Page first(long revision, List<Stored> objects, int limit) {
        return cut(new Rest(revision, objects, 0), limit);
    }

    synchronized Page next(String token, int limit) {
        if (!token.startsWith("page-")) {
            throw ApiError.badRequest("invalid continue token: continue key is not valid: " + token);
        }
        Rest rest = open.get(token);
        if (rest == null) {
            throw ApiError.expired("The provided continue parameter is too old to display a consistent list result. You"
                    + " can start a new list without the continue parameter.");
        }
        return cut(rest, limit);
    }

    private synchronized Page cut(Rest rest, int limit) {
        int end = limit <= 0 ? rest.objects.size() : Math.min(rest.objects.size(), rest.from + limit);
        List<Stored> page = rest.objects.subList(rest.from, end);
        int remaining = rest.objects.size() - end;
        if (remaining == 0) {
            return new Page(rest.revision, page, "", 0);
        }
        String token = "page-" + rest.revision + "-" + end + "-" + names.suffix();
        open.put(token, new Rest(rest.revision, rest.objects, end));
        return new Page(rest.revision, page, token, remaining);
    }
}
