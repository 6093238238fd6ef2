package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Every name that something says: names that belong to one namespace, and words of texts that may mean any. A name too many hides an
 * object that nobody uses; a name too few cries about one that somebody needs.
 */
final class Mentions {
    /** What cannot be part of a name of an object, a label or an annotation. */
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9._/-]+");

    private static final Set<String> COMMON = Set.of(
            "app", "chart", "component", "env", "heritage", "k8s-app", "name", "release", "team", "tier", "version");

    private static final int LONGEST = 100_000;

    private final Set<String> names = new HashSet<>();
    private final Set<String> words = new HashSet<>();

    /** All texts below a value name objects of the namespace. */
    void names(String namespace, Json value) {
        leaves(value, text -> names.add(namespace + "/" + text));
    }

    /** All texts below a value, and the keys, are made of words that may be names. */
    void words(Json value) {
        leaves(value, this::words);
    }

    private void words(String text) {
        String some = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        for (String word : BETWEEN.split(some)) {
            words.add(word);
            if (word.indexOf('/') >= 0) {
                words.addAll(List.of(word.split("/")));
            }
        }
    }

    private static void leaves(Json value, Consumer<String> each) {
        if (value.raw() instanceof Map<?, ?>) {
            value.members().forEach((key, member) -> {
                each.accept(key);
                leaves(member, each);
            });
        } else if (value.raw() instanceof List<?>) {
            value.items().forEach(item -> leaves(item, each));
        } else if (!value.text().isEmpty()) {
            each.accept(value.text());
        }
    }

    boolean has(String namespace, String name) {
        return names.contains(namespace + "/" + name) || words.contains(name);
    }

    /** Whether something speaks of a label that is no common one: it may find its objects by it. */
    boolean picksByLabel(Set<String> labels) {
        return labels.stream()
                .filter(label -> !label.startsWith("app.kubernetes.io/") && !label.startsWith("helm.sh/"))
                .filter(label -> !COMMON.contains(label))
                .anyMatch(words::contains);
    }
}
