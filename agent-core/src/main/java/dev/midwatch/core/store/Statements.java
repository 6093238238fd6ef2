package dev.midwatch.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs statements on a connection: binds values, maps rows. */
final class Statements {
    private Statements() {}

    static <T> List<T> query(Connection connection, String sql, RowMapper<T> mapper, Object... args)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, args);
            try (ResultSet result = statement.executeQuery()) {
                ResultRow row = new ResultRow(result);
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(mapper.map(row));
                }
                return rows;
            }
        }
    }

    static int update(Connection connection, String sql, Object... args) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, args);
            return statement.executeUpdate();
        }
    }

    /** A whole script, triggers included: SQLite itself finds where each statement ends. */
    static void script(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void bind(PreparedStatement statement, Object... args) throws SQLException {
        for (int i = 0; i < args.length; i++) {
            statement.setObject(i + 1, stored(args[i]));
        }
    }

    private static Object stored(Object arg) {
        if (arg == null || arg instanceof String || arg instanceof Number || arg instanceof byte[]) {
            return arg;
        }
        if (arg instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (arg instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (arg instanceof Enum<?> constant) {
            return constant.name();
        }
        throw new IllegalArgumentException("a value of " + arg.getClass().getName() + " cannot be stored");
    }
}
