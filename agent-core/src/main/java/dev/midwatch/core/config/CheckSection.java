package dev.midwatch.core.config;

import dev.midwatch.api.check.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One check's section.
 *
 * @param all       what holds everywhere
 * @param overrides what holds for some objects; a later one wins over an earlier
 */
record CheckSection(Part all, List<Override> overrides) {
    static final CheckSection NONE =
            new CheckSection(new Part(Optional.empty(), Optional.empty(), Map.of()), List.of());

    /** What can be set, for all objects or for some. */
    record Part(Optional<Boolean> enabled, Optional<Severity> severity, Map<String, Object> thresholds) {
        Optional<Object> threshold(String name) {
            return Optional.ofNullable(thresholds.get(name));
        }
    }

    /**
     * @param namespaces names in which {@code *} stands for any part; empty: all
     * @param labels     all of which the object has
     */
    record Override(List<String> namespaces, Map<String, String> labels, Part part) {
        boolean fits(String namespace, Map<String, String> ofObject) {
            return (namespaces.isEmpty() || namespaces.stream().anyMatch(one -> Patterns.fits(one, namespace)))
                    && ofObject.entrySet().containsAll(labels.entrySet());
        }
    }

    Optional<Boolean> enabled() {
        return all.enabled();
    }

    /** Whether some objects are looked at by a word of the operator's own. */
    boolean isEnabledSomewhere() {
        return overrides.stream().anyMatch(override -> override.part().enabled().orElse(false));
    }

    Optional<Severity> severity() {
        return all.severity();
    }

    /** What the last fitting override says, if one says something. */
    <T> Optional<T> last(String namespace, Map<String, String> labels, Function<Part, Optional<T>> what) {
        return overrides.stream()
                .filter(override -> override.fits(namespace, labels))
                .flatMap(override -> what.apply(override.part()).stream())
                .reduce((earlier, later) -> later);
    }
}
