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
    /** What came of the last list that failed: the answer also for those who waited for it. */
    private ClusterException failure;

    private long failed;

    private final Rest rest;
    private Thread thread;
    private OpenCall call;
    private final Trust trust;
    private boolean closed;
    private boolean expired;
    /** When the list is to be read anew. */
    private long due;

    private long wentBack = System.nanoTime();
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
        this.trust = new Trust(times);
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
        long asked = System.nanoTime();
        listing.lock();
        try {
            Optional<Listed> meanwhile = held();
            if (meanwhile.isEmpty() && failure != null && failed - asked > 0) {
                throw new ClusterException(failure.why(), failure.getMessage(), failure);
            }
            return meanwhile.isPresent() ? meanwhile.get() : list();
        } finally {
            listing.unlock();
        }
    }

    /** What is held, if it is true; nobody is asked. */
    synchronized Optional<Listed> held() {
        Replica.Position position = replica.position();
        return thread != null && trust.holds() && !position.version().isEmpty()
                ? Optional.of(new Listed(replica.view(), position.version(), Optional.of(trust.age())))
                : Optional.empty();
    }

    private Listed list() throws ClusterException {
        Listed fresh;
        try {
            fresh = lists.list(stream.type(), stream.namespace(), stream.fields(), projection);
        } catch (ClusterException e) {
            failure = e;
            failed = System.nanoTime();
            throw e;
        }
        if (begin(fresh)) {
            onChange.run();
        }
        return fresh;
    }

    /**
     * A watch that tells what happened since another list ends here; the next one goes on from this list. Whether it shows what was not
     * held before.
     */
    private synchronized boolean begin(Listed fresh) {
        boolean watchable = System.nanoTime() - watchableFrom >= 0;
        if (closed || !watchable || fresh.version().isEmpty()) {
            return false;
        }
        // A first list is no change.
        boolean changed = replica.replace(fresh.objects(), fresh.version()) && thread != null;
        trust.hear();
        postpone();
        if (call != null) {
            call.end();
        }
        if (thread == null) {
            thread = new Thread(null, this::follow, "follow " + stream.type(), STACK);
            thread.setDaemon(true);
            thread.start();
        } else if (thread != Thread.currentThread()) {
            rest.end();
        }
        return changed;
    }

    private void follow() {
        try {
            while (goesOn()) {
                Replica.Position from = replica.position();
                next(from.version().isEmpty() || isDue() ? listAgain() : watch(from));
            }
        } catch (RuntimeException | Error e) {
            log.error("{} cannot be followed", stream, e);
            giveUp();
        }
    }

    private void next(WatchEnd end) {
        switch (end) {
            case RESUME -> {}
            case RELIST -> expire();
            case BACK_OFF -> rest.pause();
            case GIVE_UP -> giveUp();
        }
    }

    /** A list that no change came after did not help: the next one is not made at once. */
    private void expire() {
        if (expired) {
            rest.pause();
        }
        expired = true;
        replica.expire();
    }

    /** After a watch that could not go on, or after hours; what is told to whoever reads comes of a list of its own. */
    private WatchEnd listAgain() {
        listing.lock();
        try {
            if (replica.position().version().isEmpty() || isDue()) {
                list();
            }
            return WatchEnd.RESUME;
        } catch (ClusterException e) {
            log.debug("{} cannot be listed again: {}", stream, e.getMessage());
            if (!replica.position().version().isEmpty()) {
                postpone();
                return WatchEnd.RESUME;
            }
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
            if (applied == Replica.Applied.BACKWARDS) {
                return backwards();
            }
            rest.reset();
            expired = false;
            trust.hear();
            if (applied == Replica.Applied.CHANGED) {
                onChange.run();
            }
        }
        return WatchEnd.RESUME;
    }

    /** A server that was put back is listed again; one whose versions have no order cannot be followed. */
    private WatchEnd backwards() {
        log.info("{} went back to an earlier version", stream);
        boolean often = System.nanoTime() - wentBack < 0;
        wentBack = System.nanoTime() + times.unwatched().toNanos();
        return often ? WatchEnd.GIVE_UP : WatchEnd.RELIST;
    }

    /** Not all lists at the same time. */
    private synchronized void postpone() {
        long half = times.relist().toNanos() / 2;
        due = System.nanoTime() + half + random.nextLong(half);
    }

    private synchronized boolean isDue() {
        return System.nanoTime() - due >= 0;
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
        trust.connected(now);
        call = now ? call : null;
    }

    /** From now on each reader gets a list of its own; after a while it is tried again. */
    private synchronized void giveUp() {
        if (!closed) {
            log.info("{} is not followed: listed in each cycle", stream);
        }
        watchableFrom = System.nanoTime() + times.unwatched().toNanos();
        replica.clear();
        thread = null;
    }

    private synchronized boolean goesOn() {
        return !closed && Thread.currentThread() == thread;
    }

    synchronized void touch() {
        touched = System.nanoTime();
    }

    /** How long ago the server was last heard about this. */
    Duration age() {
        return trust.age();
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
