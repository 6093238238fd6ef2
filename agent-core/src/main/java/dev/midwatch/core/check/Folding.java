package dev.midwatch.core.check;

import dev.midwatch.api.check.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Causes, not symptoms: a finding that depends on an object is folded under a finding about that object. An arrow goes from each
 * finding to the best finding that explains it; following the arrows leads to the root that is told. Every symptom points straight at
 * its root, so that a reader never follows a chain.
 */
final class Folding {
    /** The better explanation: not a mere symptom of its own object; what depends on less; the graver; then a stable order. */
    private static final Comparator<Observed> BETTER = Comparator.comparing(Folding::isSymptom)
            .thenComparingInt((Observed o) -> o.finding().dependsOn().size())
            .thenComparing(
                    Comparator.comparing((Observed o) -> o.finding().severity()).reversed())
            .thenComparing(o -> o.finding().reason())
            .thenComparing(Observed::fingerprint);

    private Folding() {}

    static List<Observed> fold(List<Observed> all) {
        Map<String, List<Observed>> about = index(all);
        Map<Observed, Observed> explanation = new HashMap<>();
        all.stream()
                .sorted(BETTER.reversed())
                .forEach(symptom -> candidates(symptom, about).stream()
                        .filter(cause -> !leadsTo(cause, symptom, explanation))
                        .min(BETTER)
                        .ifPresent(cause -> explanation.put(symptom, cause)));
        return all.stream()
                .map(one -> explanation.containsKey(one)
                        ? one.explainedBy(root(one, explanation))
                        : one.asGraveAs(gravest(one, all, explanation)))
                .toList();
    }

    private static Map<String, List<Observed>> index(List<Observed> all) {
        Map<String, List<Observed>> about = new HashMap<>();
        for (Observed one : all) {
            Set<String> keys = new HashSet<>();
            keys.add(one.finding().subject().key());
            keys.add(one.finding().owner().key());
            keys.forEach(
                    key -> about.computeIfAbsent(key, none -> new ArrayList<>()).add(one));
        }
        return about;
    }

    private static List<Observed> candidates(Observed symptom, Map<String, List<Observed>> about) {
        return symptom.finding().dependsOn().stream()
                .flatMap(object -> about.getOrDefault(object.key(), List.of()).stream())
                .filter(cause -> cause != symptom)
                .distinct()
                .toList();
    }

    /** A cause is as grave as the worst of what it does: a full quota that only nearly is one, and stops a rollout, is not a detail. */
    private static Severity gravest(Observed root, List<Observed> all, Map<Observed, Observed> explanation) {
        return all.stream()
                .filter(one -> root(one, explanation) == root)
                .map(one -> one.finding().severity())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A workload that is short of replicas depends on itself: whatever else is known of it explains that. */
    private static boolean isSymptom(Observed one) {
        return one.finding().dependsOn().stream()
                .anyMatch(object -> object.sameAs(one.finding().subject())
                        || object.sameAs(one.finding().owner()));
    }

    private static boolean leadsTo(Observed from, Observed to, Map<Observed, Observed> explanation) {
        Optional<Observed> here = Optional.of(from);
        while (here.isPresent()) {
            if (here.get() == to) {
                return true;
            }
            here = Optional.ofNullable(explanation.get(here.get()));
        }
        return false;
    }

    private static Observed root(Observed symptom, Map<Observed, Observed> explanation) {
        Observed here = symptom;
        while (explanation.containsKey(here)) {
            here = explanation.get(here);
        }
        return here;
    }
}
