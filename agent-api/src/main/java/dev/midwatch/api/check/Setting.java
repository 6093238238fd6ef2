package dev.midwatch.api.check;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A threshold of a check that an operator may change, also per namespace or label.
 *
 * @param name         snake_case key, {@code not_ready_after}
 * @param defaultValue a {@link Duration} (written {@code 10m}, {@code 21d} in YAML), a number, or a list of texts
 * @param description  one line, with the unit of a number
 */
public record Setting(String name, Object defaultValue, String description) {
    public Setting {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        if (defaultValue instanceof List<?> texts && texts.stream().allMatch(String.class::isInstance)) {
            defaultValue = List.copyOf(texts);
        } else if (!(defaultValue instanceof Duration || defaultValue instanceof Number)) {
            throw new IllegalArgumentException(
                    "setting " + name + ": the default is a Duration, a number or a list of texts");
        }
    }
}
