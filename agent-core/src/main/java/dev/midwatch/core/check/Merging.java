package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One finding per cause and owner: those of the same fingerprint become one that counts its subjects. */
final class Merging {
    /** The one that speaks for its kind: the gravest, then one that hangs on nothing, that knows a cause, the oldest, by name. */
    private static final Comparator<Observed> SPOKESMAN = Comparator.comparing(
                    (Observed o) -> o.finding().severity())
            .reversed()
            .thenComparing(o -> !o.finding().dependsOn().isEmpty())
            .thenComparing(o -> o.finding().cause().isEmpty())
            .thenComparing(o -> o.finding().since().isEmpty())
            .thenComparing(o -> o.finding().since().orElse(Instant.EPOCH))
            .thenComparing(o -> o.finding().subject().key());

    private Merging() {}

    static List<Observed> merge(List<Observed> all) {
        Map<String, List<Observed>> groups = new LinkedHashMap<>();
        all.forEach(one -> groups.computeIfAbsent(one.fingerprint(), key -> new ArrayList<>())
                .add(one));
        return groups.values().stream().map(Merging::one).toList();
    }

    private static Observed one(List<Observed> same) {
        Observed spokesman = same.stream().min(SPOKESMAN).orElseThrow();
        Set<String> subjects = new HashSet<>();
        same.forEach(one -> subjects.add(one.finding().subject().key()));
        Finding finding = spokesman
                .finding()
                .since(same.stream()
                        .map(one -> one.finding().since())
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()))
                .dependsOn(explaining(same))
                .sustained(same.stream()
                        .map(one -> one.finding().sustained())
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
        List<String> checks = Stream.concat(
                        spokesman.checks().stream(), same.stream().flatMap(one -> one.checks().stream()))
                .distinct()
                .toList();
        return new Observed(
                spokesman.plugin(), checks, spokesman.fingerprint(), finding, subjects.size(), Optional.empty());
    }

    /** What would explain it of each subject. Where one of them hangs on nothing, neither does the whole: the others do not excuse it. */
    private static List<ObjectRef> explaining(List<Observed> same) {
        Map<String, List<ObjectRef>> bySubject = same.stream()
                .collect(Collectors.groupingBy(
                        one -> one.finding().subject().key(),
                        LinkedHashMap::new,
                        Collectors.flatMapping(one -> one.finding().dependsOn().stream(), Collectors.toList())));
        return bySubject.values().stream().anyMatch(List::isEmpty)
                ? List.of()
                : bySubject.values().stream().flatMap(List::stream).distinct().toList();
    }
}
