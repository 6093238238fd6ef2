package dev.midwatch.testkit.discord;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The gateway's connections, and what can go wrong with them. */
public final class Gateway {
    private final World world;

    Gateway(World world) {
        this.world = world;
    }

    /** How many clients are connected and logged in now. */
    public int connected() {
        synchronized (world) {
            return live().size();
        }
    }

    /** How often a client logged in anew. */
    public int logins() {
        synchronized (world) {
            return world.sessions.identified;
        }
    }

    /** How often a client continued where it had been. */
    public int resumes() {
        synchronized (world) {
            return world.sessions.resumed;
        }
    }

    /** What the bot says of itself: {@code online}, {@code idle}, {@code dnd}; empty while it has not changed it. */
    public String presence() {
        synchronized (world) {
            return world.sessions.presence;
        }
    }

    /** Ends the connections without a word. What happens until the client resumes is told to it then. */
    public void cut() {
        synchronized (world) {
            live().forEach(session -> {
                session.socket.cut();
                session.socket = null;
            });
        }
    }

    /** Ends the connections without a word and takes no new one until {@link #open()}. */
    public void shut() {
        world.sessions.shut = true;
        cut();
    }

    /** Takes connections again. */
    public void open() {
        world.sessions.shut = false;
    }

    /** Asks the clients to connect again (op 7), after which they can resume. */
    public void askToReconnect() {
        synchronized (world) {
            live().forEach(session -> session.socket.send("{\"op\":7,\"d\":null}"));
        }
    }

    /** Forgets the sessions and says so (op 9): the clients must log in anew, and what they miss meanwhile is lost to them. */
    public void invalidateSessions() {
        synchronized (world) {
            List<Session> all = live();
            world.sessions.all.clear();
            all.forEach(session -> session.socket.send("{\"op\":9,\"d\":false}"));
        }
    }

    /** Waits until a client is logged in, after its first login or its next. */
    public void awaitConnected(Duration limit) {
        world.await(
                () -> "client at the gateway",
                limit,
                () -> Optional.of(connected()).filter(count -> count > 0));
    }

    List<Session> live() {
        return world.sessions.all.values().stream()
                .filter(session -> session.socket != null)
                .toList();
    }
}
