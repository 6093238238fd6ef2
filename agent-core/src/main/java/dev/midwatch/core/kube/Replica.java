package dev.midwatch.core.kube;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The objects of one list, kept true by what a watch tells. From any thread. */
final class Replica {
    /** So many events at most: a storm of them must not fill the memory. The oldest go first, as they do on the server. */
    static final int MOST_EVENTS = 20_000;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final int most;
    private NavigableMap<String, KubeObject> objects = new TreeMap<>();
    private List<KubeObject> view = List.of();
    private boolean viewed = true;
    private String version = "";
    private long generation;

    /** Where a watch begins, and of which list it is to tell the changes. */
    record Position(String version, long generation) {}

    /** What came of a change: a watch on a list that has been replaced is over. */
    enum Applied {
        CHANGED,
        /** Nothing of what is kept. */
        UNCHANGED,
        OUTDATED,
        /** It is of a version before the last: the server is not the one it was, or was put back. */
        BACKWARDS
    }

    Replica(ResourceType type) {
        this(type.equals(ResourceType.EVENTS) ? MOST_EVENTS : Integer.MAX_VALUE);
    }

    Replica(int most) {
        this.most = most;
    }

    synchronized Position position() {
        return new Position(version, generation);
    }

    synchronized int size() {
        return objects.size();
    }

    /** Whether anything of what is kept is otherwise than before. */
    synchronized boolean replace(List<KubeObject> fresh, String of) {
        NavigableMap<String, KubeObject> before = objects;
        objects = new TreeMap<>();
        version = of;
        generation++;
        boolean changed = fresh.size() != before.size();
        for (KubeObject object : fresh) {
            KubeObject same = before.get(key(object));
            boolean unchanged = looksLike(same, object);
            changed |= !unchanged;
            objects.put(key(object), unchanged ? same : object);
        }
        viewed &= !changed;
        bound();
        return changed;
    }

    private static boolean looksLike(KubeObject before, KubeObject now) {
        return before != null && Objects.equals(before.json().raw(), now.json().raw());
    }

    /** The version is no longer known to the server: a list has to come first. */
    synchronized void expire() {
        version = "";
        generation++;
    }

    /** Nothing is kept any more. */
    synchronized void clear() {
        objects = new TreeMap<>();
        view = List.of();
        viewed = true;
        expire();
    }

    synchronized Applied apply(long since, WatchEvent event) {
        if (since != generation) {
            return Applied.OUTDATED;
        }
        if (isBefore(event.version(), version)) {
            return Applied.BACKWARDS;
        }
        if (event instanceof WatchEvent.Put put) {
            version = put.version();
            return put(put.object());
        }
        if (event instanceof WatchEvent.Gone gone) {
            version = gone.version();
            return changed(objects.remove(key(gone.object())) != null);
        }
        if (event instanceof WatchEvent.Bookmark bookmark) {
            version = bookmark.version();
        }
        return Applied.UNCHANGED;
    }

    /** Of versions that are numbers, as those of API servers are. */
    private static boolean isBefore(String one, String other) {
        return NUMBER.matcher(one).matches()
                && NUMBER.matcher(other).matches()
                && Long.parseLong(one) < Long.parseLong(other);
    }

    /** What looks the same as before stays the same object, so that nothing of it is held twice. */
    private Applied put(KubeObject object) {
        String key = key(object);
        KubeObject before = objects.get(key);
        if (looksLike(before, object)) {
            return Applied.UNCHANGED;
        }
        objects.put(key, sharing(before, object));
        bound();
        return changed(true);
    }

    /** What others share with it, its labels and containers, is still held once after all have changed. */
    private static KubeObject sharing(KubeObject before, KubeObject now) {
        return before != null
                        && before.json().raw() instanceof CompactMap earlier
                        && now.json().raw() instanceof CompactMap later
                ? KubeObject.of(now.type(), later.sharing(earlier))
                : now;
    }

    private Applied changed(boolean changed) {
        viewed &= !changed;
        return changed ? Applied.CHANGED : Applied.UNCHANGED;
    }

    private void bound() {
        if (objects.size() > most) {
            // Some more at once, so that the next ones need no sorting.
            objects.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> lastSeen(entry.getValue())))
                    .limit(objects.size() - most + most / 10)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(objects::remove);
        }
    }

    private static Instant lastSeen(KubeObject event) {
        return Stream.of("lastTimestamp", "series.lastObservedTime", "eventTime", "metadata.creationTimestamp")
                .map(path -> event.at(path).time())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** All of them as they are now, in the order of the server's lists. */
    synchronized List<KubeObject> view() {
        if (!viewed) {
            view = List.copyOf(objects.values());
            viewed = true;
        }
        return view;
    }

    private static String key(KubeObject object) {
        return object.namespace() + "/" + object.name();
    }
}
