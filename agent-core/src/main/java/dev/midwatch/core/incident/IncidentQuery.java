package dev.midwatch.core.incident;

import java.util.Optional;

/**
 * Which incidents are looked for; what is empty does not matter.
 *
 * @param words beginnings of words, all of which have to occur
 * @param owner a part of the object's name, as {@code shop/web}
 */
public record IncidentQuery(String words, Optional<String> reason, Optional<String> owner) {
    public static final IncidentQuery ALL = new IncidentQuery("", Optional.empty(), Optional.empty());
}
