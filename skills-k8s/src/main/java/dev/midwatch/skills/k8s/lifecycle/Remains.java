package dev.midwatch.skills.k8s.lifecycle;

import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What keeps a namespace from going, in the words of its conditions.
 *
 * @param cause      which of the reasons it is, as a stable code
 * @param line       the same for people
 * @param resources  the types of which objects remain, as kubectl takes them
 * @param undiscovered the API versions that cannot be discovered, {@code metrics.k8s.io/v1beta1}
 */
record Remains(String cause, String line, List<String> resources, List<String> undiscovered) {
    /** {@code foos.example.com has 2 resource instances}; the core group leaves a dot: {@code pods. has 1 resource instances}. */
    private static final Pattern RESOURCE = Pattern.compile("([a-z][a-z0-9.-]*) has (\\d+) resource instances");

    private static final Pattern FINALIZER = Pattern.compile("([^\\s:,]+) in (\\d+) resource instances");

    private static final Pattern API =
            Pattern.compile("\\b([a-z0-9](?:[a-z0-9-]*\\.)+[a-z0-9-]+/v\\d+(?:(?:alpha|beta)\\d+)?)\\b");

    static Remains of(KubeObject namespace) {
        Optional<String> discovery = message(namespace, "NamespaceDeletionDiscoveryFailure");
        Optional<String> finalizers = message(namespace, "NamespaceFinalizersRemaining");
        Optional<String> content = message(namespace, "NamespaceContentRemaining");
        Optional<String> failure = message(namespace, "NamespaceDeletionContentFailure")
                .or(() -> message(namespace, "NamespaceDeletionGroupVersionParsingFailure"));
        List<String> resources =
                all(RESOURCE, content.orElse("")).map(Remains::type).toList();
        if (discovery.isPresent()) {
            List<String> apis = all(API, discovery.get())
                    .map(match -> match.group(1))
                    .distinct()
                    .toList();
            String which = apis.isEmpty() ? OneLine.of(discovery.get()) : String.join(", ", apis);
            return new Remains(
                    "discovery",
                    "what is in it cannot be told, since an API cannot be discovered: " + which,
                    resources,
                    apis);
        }
        if (finalizers.isPresent()) {
            String remaining = counted(content.orElse(""));
            return new Remains(
                    "finalizers",
                    "finalizers remain: %s%s; whatever removes them has not"
                            .formatted(finalizers(finalizers.get()), remaining.isEmpty() ? "" : " (" + remaining + ")"),
                    resources,
                    List.of());
        }
        if (failure.isPresent()) {
            return new Remains(
                    "failure", "its content cannot be deleted: " + OneLine.of(failure.get()), resources, List.of());
        }
        if (content.isPresent()) {
            String counted = counted(content.get());
            return new Remains(
                    "content",
                    "objects remain: " + (counted.isEmpty() ? OneLine.of(content.get()) : counted),
                    resources,
                    List.of());
        }
        return own(namespace);
    }

    boolean areOnlyPods() {
        return cause.equals("content") && resources.equals(List.of("pods"));
    }

    /** Nothing is left in it, or nobody has looked. */
    private static Remains own(KubeObject namespace) {
        List<String> own = Stream.concat(
                        namespace.at("metadata.finalizers").texts().stream(),
                        namespace.at("spec.finalizers").texts().stream())
                .filter(finalizer -> !finalizer.equals("kubernetes"))
                .toList();
        return own.isEmpty()
                ? new Remains(
                        "silent",
                        "the namespace controller has not said why; kube-controller-manager may not be running",
                        List.of(),
                        List.of())
                : new Remains(
                        "own-finalizers",
                        "it has finalizers of its own: " + String.join(", ", own),
                        List.of(),
                        List.of());
    }

    private static Optional<String> message(KubeObject namespace, String type) {
        return namespace.condition(type).filter(Condition::isTrue).map(Condition::message);
    }

    private static String counted(String content) {
        return String.join(
                ", ",
                all(RESOURCE, content)
                        .map(match -> match.group(2) + " " + type(match))
                        .toList());
    }

    private static String finalizers(String message) {
        List<String> known = all(FINALIZER, message)
                .map(match -> "%s on %s %s"
                        .formatted(
                                match.group(1), match.group(2), match.group(2).equals("1") ? "object" : "objects"))
                .toList();
        return known.isEmpty() ? OneLine.of(message) : String.join(", ", known);
    }

    private static String type(MatchResult match) {
        String name = match.group(1);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
