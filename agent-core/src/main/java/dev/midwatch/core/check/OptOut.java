package dev.midwatch.core.check;

import dev.midwatch.core.kube.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The opt-out on the object itself: {@code midwatch.dev/ignore: <reason>[,<reason>]} or {@code *}, on the subject or its owner. */
final class OptOut {
    static final String ANNOTATION = "midwatch.dev/ignore";

    private OptOut() {}

    static List<Observed> without(List<Observed> all, Snapshot snapshot) {
        Map<String, String> ignored = new HashMap<>();
        snapshot.held(all.stream()
                        .flatMap(one ->
                                Stream.of(one.finding().subject(), one.finding().owner()))
                        .toList())
                .forEach(object -> ignored.put(object.ref().key(), object.annotation(ANNOTATION)));
        return all.stream()
                .filter(one -> Stream.of(one.finding().subject(), one.finding().owner())
                        .map(ref -> ignored.getOrDefault(ref.key(), ""))
                        .noneMatch(value -> names(value, one.finding().reason())))
                .toList();
    }

    private static boolean names(String value, String reason) {
        return Stream.of(value.split(",")).map(String::strip).anyMatch(word -> word.equals("*") || word.equals(reason));
    }
}
