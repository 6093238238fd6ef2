package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Lists.Listed;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One list that is followed: read once, then kept true by a watch on a thread of its own. Whoever reads it gets what is held only while
 * the watch is there or was moments ago; otherwise the server is asked again, so that what it cannot tell is a gap and never old news.
 */
final class Followed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Followed.class);
    private static final int STACK = 256 * 1024;
    private static final int SHORTEST_SECONDS = 300;
    private static final int MOST_SHARED = 1 << 12;

    private final Stream stream;
    private final ApiConnection api;
    private final Lists lists;
    private final Projection projection;
    private final MirrorTimes times;
    private final Runnable onChange;
    private final Random random = new Random();
    private final Replica replica;
    /** Held while a list is read, so that nobody reads the same beside it. */
    private final ReentrantLock listing = new ReentrantLock();

    private final Rest rest;
    private Thread thread;
    private OpenCall call;
    private boolean connected;
    private boolean closed;
    private long heard;
    private long touched = System.nanoTime();
    private long watchableFrom = System.nanoTime();

    /** What is followed; an empty namespace stands for all. */
    record Stream(ResourceType type, String namespace, String fields) {
        ApiPath path() {
            return ApiPath.list(type, namespace).with("fieldSelector", fields);
        }

        @Override
        public String toString() {
            return type
                    + (namespace.isEmpty() ? "" : " in " + namespace)
                    + (fields.isEmpty() ? "" : " where " + fields);
        }
    }

    Followed(
            Stream stream,
            ApiConnection api,
            Lists lists,
            Projection projection,
            MirrorTimes times,
            Runnable onChange) {
        this.stream = stream;
        this.api = api;
        this.lists = lists;
        this.projection = projection;
        this.times = times;
        this.onChange = onChange;
        this.replica = new Replica(stream.type());
        this.rest = new Rest(times.firstRest(), times.longRest(), random);
    }

    Stream stream() {
        return stream;
    }

    /** What is held if it is true, else a new list. */
    Listed read() throws ClusterException {
        touch();
        Optional<Listed> held = held();
        if (held.isPresent()) {
            return held.get();
        }
        listing.lock();
        try {
            Optional<Listed> meanwhile = held();
            return meanwhile.isPresent() ? meanwhile.get() : list();
        } finally {
            listing.unlock();
        }
    }

    private synchronized Optional<Listed> held() {
        Replica.Position position = replica.position();
        boolean inTouch = age().compareTo(connected ? times.silence() : times.absence()) < 0;
        return thread != null && inTouch && !position.version().isEmpty()
                ? Optional.of(new Listed(replica.view(), position.version(), Optional.of(age())))
                : Optional.empty();
    }

    private Listed list() throws ClusterException {
        Listed fresh = lists.list(stream.type(), stream.namespace(), stream.fields(), projection);
        begin(fresh);
        return fresh;
    }

    /** A watch that tells what happened since another list ends here; the next one goes on from this list. */
    private synchronized void begin(Listed fresh) {
        boolean watchable = System.nanoTime() - watchableFrom >= 0;
        if (closed || !watchable || fresh.version().isEmpty()) {
            return;
        }
        replica.replace(fresh.objects(), fresh.version());
        hear();
        if (call != null) {
            call.end();
        }
        rest.end();
        if (thread == null) {
            thread = new Thread(null, this::follow, "follow " + stream.type(), STACK);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void follow() {
        while (goesOn()) {
            Replica.Position from = replica.position();
            WatchEnd end = from.version().isEmpty() ? listAgain() : watch(from);
            switch (end) {
                case RESUME -> rest.reset();
                case RELIST -> replica.expire();
                case BACK_OFF -> rest.pause();
                case GIVE_UP -> giveUp();
            }
        }
    }

    /** After a watch that could not go on; what is told to whoever reads comes of a list of its own. */
    private WatchEnd listAgain() {
        listing.lock();
        try {
            if (replica.position().version().isEmpty()) {
                list();
                onChange.run();
            }
            return WatchEnd.RESUME;
        } catch (ClusterException e) {
            log.debug("{} cannot be listed again: {}", stream, e.getMessage());
            boolean never = e.why() == Why.FORBIDDEN || e.why() == Why.NOT_INSTALLED;
            return never ? WatchEnd.GIVE_UP : WatchEnd.BACK_OFF;
        } finally {
            listing.unlock();
        }
    }

    private WatchEnd watch(Replica.Position from) {
        long begun = System.nanoTime();
        int seconds = SHORTEST_SECONDS + random.nextInt(SHORTEST_SECONDS);
        ApiPath path = stream.path()
                .with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("resourceVersion", from.version())
                .with("timeoutSeconds", Integer.toString(seconds));
        try {
            OpenCall opened = open(api.open(path, times.silence()));
            try (WatchReader reader = new WatchReader(
                    stream.type(),
                    opened.begin(),
                    projection,
                    new Sharing(Math.max(64, replica.size()), MOST_SHARED))) {
                connected(true);
                WatchEnd end = take(reader, from.generation());
                boolean lasted = System.nanoTime() - begun > times.firstRest().toNanos();
                return end == WatchEnd.RESUME && !lasted ? WatchEnd.BACK_OFF : end;
            }
        } catch (ClusterException e) {
            return replaced(from) ? WatchEnd.RESUME : WatchEnd.of(e);
        } catch (IOException e) {
            log.debug("the watch on {} was cut: {}", stream, e.getMessage());
            return replaced(from) ? WatchEnd.RESUME : WatchEnd.of(e);
        } finally {
            connected(false);
        }
    }

    private WatchEnd take(WatchReader reader, long generation) throws IOException {
        for (Optional<WatchEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
            if (next.get() instanceof WatchEvent.Failed failed) {
                return WatchEnd.of(failed);
            }
            Replica.Applied applied = replica.apply(generation, next.get());
            if (applied == Replica.Applied.OUTDATED) {
                return WatchEnd.RESUME;
            }
            rest.reset();
            hear();
            if (applied == Replica.Applied.CHANGED) {
                onChange.run();
            }
        }
        return WatchEnd.RESUME;
    }

    private boolean replaced(Replica.Position from) {
        return replica.position().generation() != from.generation();
    }

    private synchronized OpenCall open(OpenCall opened) {
        call = opened;
        if (closed) {
            opened.end();
        }
        return opened;
    }

    private synchronized void connected(boolean now) {
        connected = now;
        call = now ? call : null;
        if (now) {
            hear();
        }
    }

    /** From now on each reader gets a list of its own; after a while it is tried again. */
    private synchronized void giveUp() {
        if (!closed) {
            log.info("{} cannot be watched: listed in each cycle", stream);
        }
        watchableFrom = System.nanoTime() + times.unwatched().toNanos();
        replica.clear();
        thread = null;
    }

    private synchronized boolean goesOn() {
        return !closed && Thread.currentThread() == thread;
    }

    private synchronized void hear() {
        heard = System.nanoTime();
    }

    private synchronized void touch() {
        touched = System.nanoTime();
    }

    /** How long ago the server was last heard about this. */
    synchronized Duration age() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    /** Whether a watch is to keep it true; not where none is allowed. */
    synchronized boolean isFollowed() {
        return thread != null;
    }

    synchronized boolean isUnwanted() {
        return System.nanoTime() - touched > times.unwanted().toNanos();
    }

    int size() {
        return replica.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (call != null) {
            call.end();
        }
        rest.end();
        replica.clear();
    }
}
