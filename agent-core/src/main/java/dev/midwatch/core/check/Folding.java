package dev.midwatch.core.check;

import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Causes, not symptoms: a finding that depends on an object is folded under a finding about that object. An arrow goes from each
 * finding to the best finding that explains it; following the arrows leads to the root that is told. Every symptom points straight at
 * its root, so that a reader never follows a chain.
 */
final class Folding {
    /** The better explanation: not a mere symptom of its own object; the graver; what depends on less; then a stable order. */
    private static final Comparator<Place> BETTER = Comparator.comparing((Place place) -> place.symptom)
            .thenComparing(
                    Comparator.comparing((Place place) -> place.severity()).reversed())
            .thenComparingInt(place -> place.over.size())
            .thenComparing(place -> place.one.finding().reason())
            .thenComparing(place -> place.one.fingerprint());

    private Folding() {}

    static List<Observed> fold(List<Observed> all) {
        List<Place> bestFirst =
                all.stream().map(Place::new).sorted(BETTER).collect(Collectors.toCollection(ArrayList::new));
        Map<String, List<Place>> about = new HashMap<>();
        for (int rank = 0; rank < bestFirst.size(); rank++) {
            Place place = bestFirst.get(rank);
            place.rank = rank;
            place.about()
                    .forEach(key -> about.computeIfAbsent(key, none -> new ArrayList<>())
                            .add(place));
        }
        for (int rank = bestFirst.size() - 1; rank >= 0; rank--) {
            Place symptom = bestFirst.get(rank);
            explanation(symptom, about).ifPresent(cause -> symptom.cause = cause);
        }
        bestFirst.forEach(place -> place.root().suffers(place.severity()));
        Map<String, Place> places = new HashMap<>();
        bestFirst.forEach(place -> places.put(place.one.fingerprint(), place));
        return all.stream().map(one -> places.get(one.fingerprint()).folded()).toList();
    }

    /** Those about an object are in order already, so that the first that will do is the best of them. */
    private static Optional<Place> explanation(Place symptom, Map<String, List<Place>> about) {
        return symptom.over.stream()
                .flatMap(key -> about.getOrDefault(key, List.of()).stream()
                        .filter(cause -> cause.explains(symptom))
                        .limit(1))
                .min(Comparator.comparingInt(cause -> cause.rank));
    }

    /** Where a finding stands among the others. */
    private static final class Place {
        private final Observed one;
        /** The objects that it depends on. */
        private final Set<String> over = new LinkedHashSet<>();
        /**
         * Whether it depends on its own object, as a workload that is short of replicas does: whatever else is known of it explains
         * that.
         */
        private final boolean symptom;

        private int rank;
        private Place cause = this;
        private Severity gravest;

        Place(Observed one) {
            this.one = one;
            one.finding().dependsOn().stream().map(ObjectRef::key).forEach(over::add);
            this.symptom = about().anyMatch(over::contains);
            this.gravest = severity();
        }

        Stream<String> about() {
            return Stream.of(one.finding().subject(), one.finding().owner())
                    .map(ObjectRef::key)
                    .distinct();
        }

        Severity severity() {
            return one.finding().severity();
        }

        boolean explains(Place other) {
            return mayExplain(other) && weighsEnoughFor(other) && root() != other;
        }

        /** A hint explains no trouble; the events that it was drawn from it does. */
        private boolean mayExplain(Place other) {
            return one.finding().explains()
                    || !other.one.finding().explains() && severity().compareTo(other.severity()) > 0;
        }

        /** What blames anything known of an object needs more than a detail of it: a warning, or what is as grave as itself. */
        private boolean weighsEnoughFor(Place other) {
            return !other.symptom
                    || severity().compareTo(Severity.WARNING) >= 0
                    || severity().compareTo(other.severity()) >= 0;
        }

        /** The way there is cut short for whoever asks next. */
        Place root() {
            Place root = cause;
            while (root.cause != root) {
                root = root.cause;
            }
            Place here = this;
            while (here.cause != root) {
                Place next = here.cause;
                here.cause = root;
                here = next;
            }
            return root;
        }

        /** A cause is as grave as the worst of what it does: a full quota that only nearly is one, and stops a rollout, is not a detail. */
        void suffers(Severity severity) {
            gravest = severity.compareTo(gravest) > 0 ? severity : gravest;
        }

        Observed folded() {
            return cause == this ? one.asGraveAs(gravest) : one.explainedBy(root().one);
        }
    }
}
