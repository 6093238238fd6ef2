package dev.midwatch.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

final class ResultRow implements Row {
    private final ResultSet result;

    ResultRow(ResultSet result) {
        this.result = result;
    }

    @Override
    public String text(String column) {
        return maybeText(column).orElseThrow(() -> missing(column));
    }

    @Override
    public Optional<String> maybeText(String column) {
        try {
            return Optional.ofNullable(result.getString(column));
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public long number(String column) {
        return maybeNumber(column).orElseThrow(() -> missing(column));
    }

    @Override
    public OptionalLong maybeNumber(String column) {
        try {
            long number = result.getLong(column);
            return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public Instant instant(String column) {
        return Instant.ofEpochMilli(number(column));
    }

    @Override
    public Optional<Instant> maybeInstant(String column) {
        OptionalLong millis = maybeNumber(column);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    @Override
    public boolean flag(String column) {
        return number(column) != 0;
    }

    private static StoreException missing(String column) {
        return new StoreException(StoreException.Kind.OTHER, "column " + column + " holds no value", null);
    }

    private static StoreException unreadable(String column, SQLException e) {
        return new StoreException(StoreException.Kind.OTHER, "column " + column + ": " + e.getMessage(), e);
    }
}
