package dev.midwatch.core.store;

/** Makes a value of a row of a result; called once for each row, in order. */
@FunctionalInterface
public interface RowMapper<T> {
    T map(Row row);
}
