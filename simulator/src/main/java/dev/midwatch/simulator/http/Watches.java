package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.Change;
import dev.midwatch.simulator.store.ObjectQuery;
import dev.midwatch.simulator.store.ObjectStore;
import dev.midwatch.simulator.store.Stored;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** WATCH: the changes after a resource version as they come, with bookmarks for clients that ask for them. */
final class Watches {
    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(10);
    private static final long DEFAULT_SECONDS = 1800;
    private final ObjectStore store;
    private final Forms forms;

    Watches(ObjectStore store, Forms forms) {
        this.store = store;
        this.forms = forms;
    }

    void watch(Request request, Answer answer, ResourceType type) throws IOException {
        ObjectQuery query = Lists.query(request, type);
        String from = request.query("resourceVersion");
        long seconds = request.query("timeoutSeconds").isEmpty()
                ? DEFAULT_SECONDS
                : Lists.parse(request.query("timeoutSeconds"));
        long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long revision = from.isEmpty() || from.equals("0") ? -1 : Lists.parse(from);
        try (OutputStream out = answer.stream("application/json")) {
            run(new Session(request, type, query, out), revision, deadline);
        }
    }

    private void run(Session session, long from, long deadline) throws IOException {
        long revision = from < 0 ? session.initial() : from;
        // That it is watched is said at once, also while nothing happens.
        session.flush();
        long bookmarked = System.nanoTime();
        try {
            while (!store.history().closed()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    session.bookmark(store.revision());
                    return;
                }
                Duration wait = Duration.ofNanos(Math.min(left, BOOKMARK_EVERY.toNanos()));
                List<Change> changes = store.history().after(revision, wait);
                for (Change change : changes) {
                    session.change(change);
                    revision = change.revision();
                }
                if (System.nanoTime() - bookmarked > BOOKMARK_EVERY.toNanos()) {
                    session.bookmark(revision);
                    bookmarked = System.nanoTime();
                }
                session.flush();
            }
        } catch (ApiError gone) {
            session.send("ERROR", gone.status());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One open watch. */
    private final class Session {
        private final Request request;
        private final ResourceType type;
        private final ObjectQuery query;
        private final OutputStream out;

        Session(Request request, ResourceType type, ObjectQuery query, OutputStream out) {
            this.request = request;
            this.type = type;
            this.query = query;
            this.out = out;
        }

        /** Without a version to start from, everything there is comes first. */
        long initial() throws IOException {
            record Snapshot(long revision, List<Stored> objects) {}
            Snapshot now = store.locked(() -> new Snapshot(store.revision(), store.list(query)));
            for (Stored object : now.objects()) {
                send("ADDED", object.tree());
            }
            if (request.flag("sendInitialEvents")) {
                mark(now.revision(), true);
            }
            return now.revision();
        }

        /** An object that enters or leaves the selection is added or deleted for this client. */
        void change(Change change) throws IOException {
            boolean matches = change.kind() != Change.Kind.DELETED && query.matches(change.after());
            boolean matched = change.before() != null && query.matches(change.before());
            if (matches) {
                send(matched ? "MODIFIED" : "ADDED", change.after().tree());
            } else if (matched) {
                send("DELETED", change.after().tree());
            }
        }

        void bookmark(long revision) throws IOException {
            if (request.flag("allowWatchBookmarks")) {
                mark(revision, false);
            }
        }

        private void mark(long revision, boolean initialEnd) throws IOException {
            ObjectNode object = Json.object();
            object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
            ObjectNode metadata = object.putObject("metadata");
            metadata.put("resourceVersion", Long.toString(revision)).putNull("creationTimestamp");
            if (initialEnd) {
                metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
            }
            write("BOOKMARK", object);
        }

        void send(String kind, ObjectNode object) throws IOException {
            boolean plain = kind.equals("ERROR");
            write(kind, plain ? object : forms.one(request, type, object));
        }

        private void write(String kind, ObjectNode object) throws IOException {
            ObjectNode event = Json.object();
            event.put("type", kind).set("object", object);
            out.write(Json.bytes(event));
            out.write('\n');
        }

        void flush() throws IOException {
            out.flush();
        }
    }
}
