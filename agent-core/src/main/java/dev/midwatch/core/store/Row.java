package dev.midwatch.core.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One row of a result, read by column name while its mapper runs. What is asked for as present and is NULL is a
 * {@link StoreException}. Instants are stored as whole milliseconds since 1970, flags as 0 and 1.
 */
public interface Row {
    String text(String column);

    Optional<String> maybeText(String column);

    long number(String column);

    OptionalLong maybeNumber(String column);

    Instant instant(String column);

    Optional<Instant> maybeInstant(String column);

    boolean flag(String column);
}
