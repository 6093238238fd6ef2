package dev.midwatch.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reading connections, kept for the next reader up to a few; nobody ever waits for one. */
final class Readers {
    private static final int KEPT = 4;

    private final Connections connections;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Readers(Connections connections) {
        this.connections = connections;
    }

    Connection take() {
        synchronized (this) {
            if (closed) {
                throw new StoreException(StoreException.Kind.OTHER, connections.file() + " is closed", null);
            }
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return connections.reader();
    }

    synchronized void giveBack(Connection reader) {
        if (!closed && idle.size() < KEPT) {
            idle.push(reader);
        } else {
            close(reader);
        }
    }

    synchronized void close() {
        closed = true;
        idle.forEach(this::close);
        idle.clear();
    }

    private void close(Connection reader) {
        try {
            reader.close();
        } catch (SQLException e) {
            throw StoreException.of(connections.file(), e);
        }
    }
}
