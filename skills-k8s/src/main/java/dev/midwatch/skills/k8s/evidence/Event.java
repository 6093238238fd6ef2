package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A warning event, of either of the two event APIs.
 *
 * @param about   the object it speaks of
 * @param reason  {@code FailedMount}
 * @param message text for people, untrusted
 * @param count   how often it was seen
 * @param first   when it was first seen, if it says so
 * @param last    when it was last seen, if it says so
 * @param container the container of a pod that it speaks of; empty if of the whole
 */
public record Event(
        ObjectRef about,
        String reason,
        String message,
        long count,
        Optional<Instant> first,
        Optional<Instant> last,
        String container) {
    private static final Pattern CONTAINER = Pattern.compile("spec\\.\\w*[cC]ontainers\\{(.+)}");

    static final Comparator<Event> BY_TIME = Comparator.comparing(event -> event.last.orElse(Instant.EPOCH));

    static Event of(KubeObject event) {
        Json about = event.json().get("involvedObject");
        Optional<Instant> start = earliest(
                event.at("firstTimestamp").time(), event.at("eventTime").time());
        Optional<Instant> end = Stream.of("series.lastObservedTime", "lastTimestamp", "eventTime", "firstTimestamp")
                .map(path -> event.at(path).time())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        return new Event(
                new ObjectRef(
                        about.get("apiVersion").text(),
                        about.get("kind").text(),
                        about.get("namespace").text(),
                        about.get("name").text(),
                        about.get("uid").text()),
                event.at("reason").text(),
                event.at("message").text(),
                Math.max(
                        1,
                        Math.max(
                                event.at("count").number(1),
                                event.at("series.count").number(1))),
                start,
                end,
                container(about.get("fieldPath").text()));
    }

    /** {@code spec.containers{app}}. */
    private static String container(String fieldPath) {
        Matcher matcher = CONTAINER.matcher(fieldPath);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().isBefore(other.get()) ? one.get() : other.get())
                : one.or(() -> other);
    }

    /** Whether it was last seen at that time or after; false if it does not say when. */
    public boolean seenSince(Instant moment) {
        return last.filter(time -> !time.isBefore(moment)).isPresent();
    }

    /** Whether it is about that very object, not an earlier one of the same name. */
    boolean isAbout(ObjectRef object) {
        return about.kind().equals(object.kind())
                && about.name().equals(object.name())
                && (about.namespace().equals(object.namespace())
                        || object.namespace().isEmpty())
                && (about.uid().isEmpty()
                        || object.uid().isEmpty()
                        || Objects.equals(about.uid(), object.uid())
                        || object.kind().equals("Node"));
    }
}
