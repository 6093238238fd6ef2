package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The texts of an action that come from its plan: neither what it is called, nor which object is meant, nor what others call theirs. */
final class BroughtIn {
    /** What stands behind these is evidence wherever it stands. */
    private static final Set<String> NAMES = Set.of(
            "apiVersion",
            "kind",
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "image",
            "labels",
            "matchLabels",
            "serviceAccountName",
            "schedulerName",
            "kubectl.kubernetes.io/restartedAt",
            "op",
            "path");

    private BroughtIn() {}

    static Stream<String> by(Action action) {
        Stream<String> own = Stream.empty();
        if (action instanceof Action.Patch patch) {
            own = in(patch.body().raw());
        } else if (action instanceof Action.Exec exec) {
            own = exec.command().stream();
        }
        Stream<String> undo = action.intent().undo().stream().flatMap(BroughtIn::by);
        return Stream.concat(own, undo);
    }

    private static Stream<String> in(Object json) {
        if (json instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .filter(member -> !(member.getKey() instanceof String key) || !NAMES.contains(key))
                    .flatMap(member -> in(member.getValue()));
        }
        if (json instanceof Collection<?> many) {
            return many.stream().flatMap(BroughtIn::in);
        }
        return json instanceof String text ? Stream.of(text) : Stream.empty();
    }
}
