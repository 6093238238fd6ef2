package dev.midwatch.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Brings a file to the schema of this version. A migration is a numbered SQL script beside this class; its number is the
 * {@code user_version} of a file that has it. A released script is never edited: what is to change gets a new number.
 */
final class Migrations {
    /** In order. */
    static final String[] ALL = {
        "0001-runs",
        "0002-outbox",
        "0003-sessions",
        "0004-findings",
        "0005-proposals",
        "0006-pending-findings",
        "0007-blind-spots-told",
        "0008-desired-state",
        "0009-sealed-proposals",
        "0010-untold-outcomes",
        "0011-revisions",
        "0012-cards",
        "0013-conversations",
        "0014-view",
        "0015-counters",
        "0016-idempotency",
        "0017-trends",
        "0018-incidents",
        "0019-forks"
    };

    private final List<String> names;

    Migrations(List<String> names) {
        this.names = List.copyOf(names);
    }

    static Migrations all() {
        return new Migrations(List.of(ALL));
    }

    int newest() {
        return number(names.get(names.size() - 1));
    }

    /**
     * Applies what is missing, each script whole or not at all, whichever process comes first. A store that is not new is copied before, so
     * that there is a way back.
     */
    void apply(Connection connection, Connections connections) throws SQLException {
        refuseNewer(version(connection), connections.file());
        keepEarlier(connection, connections);
        for (String name : names) {
            if (number(name) > version(connection)) {
                applyOne(connection, name);
            }
        }
    }

    /** Under the lock: another process may have been faster, and what it has changed is not the store as it was. */
    private void keepEarlier(Connection connection, Connections connections) throws SQLException {
        if (version(connection) == 0 || version(connection) == newest()) {
            return;
        }
        Statements.script(connection, "BEGIN IMMEDIATE");
        try {
            int version = version(connection);
            if (version < newest()) {
                Backup.replace(connections, earlier(connections.file(), version));
            }
        } finally {
            Statements.script(connection, "ROLLBACK");
        }
    }

    /** Where the copy of a store is that had this schema before an upgrade. */
    private static Path earlier(Path file, int version) {
        try {
            return Files.createDirectories(file.resolveSibling("backups"))
                    .resolve("%s-schema-%d".formatted(file.getFileName(), version));
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.READ_ONLY,
                    file.resolveSibling("backups") + " cannot be made, and without a copy the store is not upgraded: "
                            + e.getMessage(),
                    e);
        }
    }

    /** For those who may only read: the file must already be at this version. */
    void require(Connection connection, Path file) throws SQLException {
        int version = version(connection);
        refuseNewer(version, file);
        if (version < newest()) {
            throw new StoreException(
                    StoreException.Kind.WRONG_SCHEMA,
                    "%s has schema %d, this version reads schema %d: start the gateway once to bring it up to date"
                            .formatted(file, version, newest()),
                    null);
        }
    }

    private void refuseNewer(int version, Path file) {
        if (version > newest()) {
            throw new StoreException(
                    StoreException.Kind.WRONG_SCHEMA,
                    ("%s has schema %d, this version knows schemas up to %d: it was written by a newer Midwatch;"
                                    + " run that one, or `midwatch restore` what its upgrade kept in %s")
                            .formatted(file, version, newest(), file.resolveSibling("backups")),
                    null);
        }
    }

    private static void applyOne(Connection connection, String name) throws SQLException {
        Statements.script(connection, "BEGIN IMMEDIATE");
        try {
            // Read again under the lock: another process may have been faster.
            if (version(connection) < number(name)) {
                Statements.script(connection, text(name));
                Statements.script(connection, "PRAGMA user_version = " + number(name));
            }
            Statements.script(connection, "COMMIT");
        } catch (SQLException e) {
            SQLException failure =
                    new SQLException("migration " + name + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
            rollBack(connection, failure);
            throw failure;
        }
    }

    /** A full disk makes SQLite roll back by itself; that must not hide why. */
    private static void rollBack(Connection connection, SQLException why) {
        try {
            Statements.script(connection, "ROLLBACK");
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** What speaks against using this store; empty if nothing does. */
    Optional<String> examine(Connection connection, Path file) throws SQLException {
        List<String> damage = Statements.query(connection, "PRAGMA quick_check(1)", row -> row.text("quick_check"));
        if (!damage.equals(List.of("ok"))) {
            return Optional.of("its store is damaged: " + damage.get(0));
        }
        int version = version(connection);
        if (version == 0) {
            return Optional.of("its store is none of Midwatch's");
        }
        return version > newest()
                ? Optional.of(
                        "its store has schema %d, this version knows schemas up to %d".formatted(version, newest()))
                : Optional.empty();
    }

    private static int version(Connection connection) throws SQLException {
        return (int) (long) Statements.query(connection, "PRAGMA user_version", row -> row.number("user_version"))
                .get(0);
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(0, 4));
    }

    private static String text(String name) {
        try (InputStream script = Migrations.class.getResourceAsStream("migrations/" + name + ".sql")) {
            if (script == null) {
                throw new IllegalStateException("migration " + name + " is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("migration " + name + " cannot be read", e);
        }
    }
}
