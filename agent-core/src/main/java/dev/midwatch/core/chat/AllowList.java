package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Person;
import dev.midwatch.core.config.PeopleConfig;
import dev.midwatch.core.tool.Level;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may do what through one channel. Ids are compared as they are written. */
record AllowList(Set<String> users, Set<String> roles, Map<String, Level> levels) {
    AllowList {
        users = Set.copyOf(users);
        roles = Set.copyOf(roles);
        levels = Map.copyOf(levels);
    }

    static AllowList of(PeopleConfig config) {
        return new AllowList(
                Set.copyOf(config.allowedUsers()),
                Set.copyOf(config.allowedRoles()),
                config.levels().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Level.valueOf(entry.getValue().name()))));
    }

    boolean isNobody() {
        return users.isEmpty() && roles.isEmpty() && levels.isEmpty();
    }

    /** What that person may do; empty: nothing at all. What is said of the person counts before what is said of roles. */
    Optional<Level> level(Person person) {
        return ofUser(person.id())
                .or(() -> person.roles().stream()
                        .flatMap(role -> ofRole(role).stream())
                        .max(Comparator.naturalOrder()));
    }

    private Optional<Level> ofUser(String id) {
        return Optional.ofNullable(levels.get(id))
                .or(() -> users.contains(id) ? Optional.of(Level.APPROVER) : Optional.empty());
    }

    private Optional<Level> ofRole(String id) {
        return Optional.ofNullable(levels.get(id))
                .or(() -> roles.contains(id) ? Optional.of(Level.VIEWER) : Optional.empty());
    }

    /** For people: {@code 2 approver, 1 viewer}. */
    String summary() {
        Map<Level, Long> counts = Stream.of(users, roles, levels.keySet())
                .flatMap(Set::stream)
                .distinct()
                .collect(Collectors.groupingBy(
                        id -> ofUser(id).or(() -> ofRole(id)).orElseThrow(),
                        () -> new TreeMap<Level, Long>(Comparator.reverseOrder()),
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> "%d %s"
                        .formatted(entry.getValue(), entry.getKey().name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }
}
