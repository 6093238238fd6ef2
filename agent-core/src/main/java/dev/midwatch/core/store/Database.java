package dev.midwatch.core.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one SQLite file. One writes at a time, a few read beside it; when a call that writes has returned, neither a crash nor a
 * loss of power undoes it, but for what is only noted. From any thread; nothing here can be interrupted half-way.
 *
 * <p>Arguments may be text, numbers, flags, instants, enum constants, bytes or null.
 */
public final class Database implements AutoCloseable {
    private final Connections connections;
    private final Readers readers;
    private final Connection writer;
    private final Connection noter;
    private final ReentrantLock writing = new ReentrantLock();
    private boolean inTransaction;
    private boolean doomed;

    private Database(Connections connections, Readers readers, Connection writer, Connection noter) {
        this.connections = connections;
        this.readers = readers;
        this.writer = writer;
        this.noter = noter;
    }

    /** Opens the file, creating it or bringing its schema up to date. */
    public static Database open(Path file) {
        return open(file, Migrations.all());
    }

    static Database open(Path file, Migrations migrations) {
        Connections connections = new Connections(file);
        Connection writer = connections.writer();
        try {
            migrations.apply(writer, connections);
            return new Database(connections, new Readers(connections), writer, connections.noter());
        } catch (SQLException e) {
            throw closing(writer, StoreException.of(connections.file(), e));
        } catch (StoreException e) {
            throw closing(writer, e);
        }
    }

    /** Opens a file to look at while a gateway may be writing it; every write is refused. */
    public static Database openReadOnly(Path file) {
        Connections connections = new Connections(file);
        Connection reader = connections.reader();
        try {
            Migrations.all().require(reader, connections.file());
        } catch (SQLException e) {
            throw closing(reader, StoreException.of(connections.file(), e));
        } catch (StoreException e) {
            throw closing(reader, e);
        }
        Readers readers = new Readers(connections);
        readers.giveBack(reader);
        return new Database(connections, readers, null, null);
    }

    /** Opens a file that another program keeps, to look at; every write is refused. Whoever asks knows what is in it. */
    public static Database openForeign(Path file) {
        Connections connections = new Connections(file);
        Readers readers = new Readers(connections);
        readers.giveBack(connections.reader());
        return new Database(connections, readers, null, null);
    }

    /** What speaks against using a file as the store of this version, damage or a newer schema; empty if nothing does. */
    public static Optional<String> examine(Path file) {
        Connections connections = new Connections(file);
        try (Connection reader = connections.reader()) {
            return Migrations.all().examine(reader, file);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /** The rows; a statement that writes and returns rows is fine too. */
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... args) {
        if (writing.isHeldByCurrentThread() || !reads(sql)) {
            return write(() -> Statements.query(writer, sql, mapper, args));
        }
        Connection reader = readers.take();
        try {
            return Statements.query(reader, sql, mapper, args);
        } catch (SQLException e) {
            throw StoreException.of(connections.file(), e);
        } finally {
            readers.giveBack(reader);
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> one(String sql, RowMapper<T> mapper, Object... args) {
        List<T> rows = query(sql, mapper, args);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** Runs a statement and says how many rows it changed. Durable on return, or with the transaction around it. */
    public int update(String sql, Object... args) {
        return write(() -> Statements.update(writer, sql, args));
    }

    /**
     * As {@link #update}, without waiting for the disk: a crash of the program undoes nothing, but a loss of power may undo what was noted
     * since something durable was written. For what is only looked back at, such as what was said and what it cost, and never for what an
     * action rests on. Within a transaction it is a part of that.
     */
    public int note(String sql, Object... args) {
        return write(() -> Statements.update(inTransaction ? writer : noter, sql, args));
    }

    /**
     * Runs the work as one transaction that has the only right to write from its first moment. Called inside another it joins
     * that one; if the inner work throws, the outer one cannot be committed any more.
     */
    public <T> T transaction(Supplier<T> work) {
        return write(() -> inTransaction ? joined(work) : outermost(work));
    }

    public void inTransaction(Runnable work) {
        transaction(() -> {
            work.run();
            return null;
        });
    }

    /** Copies the store as it is now into a new file, while work goes on. */
    public void backup(Path target) {
        Backup.copy(connections, target);
    }

    @Override
    public void close() {
        writing.lock();
        try (writer;
                noter) {
            readers.close();
        } catch (SQLException e) {
            throw StoreException.of(connections.file(), e);
        } finally {
            writing.unlock();
        }
    }

    private <T> T joined(Supplier<T> work) {
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            doomed |= !done;
        }
    }

    private <T> T outermost(Supplier<T> work) throws SQLException {
        Statements.script(writer, "BEGIN IMMEDIATE");
        inTransaction = true;
        doomed = false;
        try {
            T result = work.get();
            refuseIfDoomed();
            Statements.script(writer, "COMMIT");
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        } finally {
            inTransaction = false;
            doomed = false;
        }
    }

    /** A full disk makes SQLite roll back by itself; then there is nothing left to roll back. */
    private void rollBack(Throwable why) {
        try {
            Statements.script(writer, "ROLLBACK");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                why.addSuppressed(e);
            }
        }
    }

    private void refuseIfDoomed() {
        if (doomed) {
            throw new IllegalStateException("a part of this transaction failed, so none of it is kept");
        }
    }

    private <T> T write(Work<T> work) {
        if (writer == null) {
            throw new StoreException(
                    StoreException.Kind.READ_ONLY, connections.file() + " was opened for reading only", null);
        }
        writing.lock();
        try {
            refuseIfDoomed();
            return work.run();
        } catch (SQLException e) {
            doomed = inTransaction;
            throw StoreException.of(connections.file(), e);
        } finally {
            writing.unlock();
        }
    }

    private static boolean reads(String sql) {
        String start = sql.stripLeading();
        return start.regionMatches(true, 0, "SELECT", 0, 6) || start.regionMatches(true, 0, "WITH", 0, 4);
    }

    private static StoreException closing(Connection connection, StoreException e) {
        try {
            connection.close();
        } catch (SQLException close) {
            e.addSuppressed(close);
        }
        return e;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }
}
