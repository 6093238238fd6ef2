package dev.midwatch.api.check;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that is broken. Start with {@link #critical}, {@link #warning} or {@link #info} and add what is known:
 *
 * <pre>{@code Finding.critical("NodeNotReady", node).summary("Node k3s-1 is not ready").since(time).look("kubectl describe node k3s-1")}</pre>
 *
 * @param reason     stable CamelCase code, documented in {@code docs/findings.md}
 * @param subject    the object that shows it
 * @param owner      whom it is told about; the subject until the check or the kernel knows better
 * @param causeClass tells apart, in the fingerprint, two causes of one reason on one owner ({@code memory}, {@code taint}); may be empty
 * @param summary    one line a person understands: object, condition
 * @param cause      one line drawn from evidence; empty if not known
 * @param evidence   label to value, in order: {@code last exit}, {@code log}; untrusted text
 * @param since      since when; empty: since it was first seen
 * @param dependsOn  objects whose own findings would explain this one: the pod's node, the Secret it mounts;
 *                   where its own subject or owner is among them it only suspects them, and no finding of severity info explains one
 *                   that is graver
 * @param look       the command with which a person looks for himself
 * @param remedy     what may repair it, if something may
 * @param sustained  for how long every look has to find it before it is told; zero: one look is proof
 * @param explains   whether it may be the cause of another finding; a forecast or a hint is not
 */
public record Finding(
        String reason,
        Severity severity,
        ObjectRef subject,
        ObjectRef owner,
        String causeClass,
        String summary,
        String cause,
        Map<String, String> evidence,
        Optional<Instant> since,
        List<ObjectRef> dependsOn,
        String look,
        Optional<Remedy> remedy,
        Duration sustained,
        boolean explains) {

    /**
     * A repair to propose: the name of an {@link dev.midwatch.api.tool.ActionTool} and the arguments for its {@code plan}. The gate
     * decides what becomes of it.
     */
    public record Remedy(String action, Map<String, ?> arguments) {
        public Remedy {
            Objects.requireNonNull(action, "action");
            arguments = Map.copyOf(arguments);
        }
    }

    public Finding {
        if (reason == null || !reason.matches("[A-Z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("reason " + reason + ": a CamelCase code");
        }
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(causeClass, "causeClass");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(cause, "cause");
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        Objects.requireNonNull(since, "since");
        dependsOn = List.copyOf(dependsOn);
        Objects.requireNonNull(look, "look");
        Objects.requireNonNull(remedy, "remedy");
        if (sustained.isNegative()) {
            throw new IllegalArgumentException("sustained for " + sustained + ": not a negative time");
        }
    }

    public static Finding critical(String reason, KubeObject subject) {
        return of(reason, Severity.CRITICAL, subject.ref());
    }

    public static Finding warning(String reason, KubeObject subject) {
        return of(reason, Severity.WARNING, subject.ref());
    }

    public static Finding info(String reason, KubeObject subject) {
        return of(reason, Severity.INFO, subject.ref());
    }

    /** A finding about an object that is not at hand, or not there. */
    public static Finding of(String reason, Severity severity, ObjectRef subject) {
        return new Finding(
                reason,
                severity,
                subject,
                subject,
                "",
                "",
                "",
                Map.of(),
                Optional.empty(),
                List.of(),
                "",
                Optional.empty(),
                Duration.ZERO,
                true);
    }

    /**
     * The identity of the problem over time: reason, owner (by uid where known) and cause class, never message text. 16 hex digits.
     */
    public String fingerprint() {
        String identity = reason + '\n' + owner.key() + '\n' + owner.uid() + '\n' + causeClass;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public Finding severity(Severity other) {
        return with(copy -> copy.severity = other);
    }

    public Finding owner(ObjectRef other) {
        return with(copy -> copy.owner = other);
    }

    public Finding causeClass(String name) {
        return with(copy -> copy.causeClass = name);
    }

    public Finding summary(String line) {
        return with(copy -> copy.summary = line);
    }

    public Finding cause(String line) {
        return with(copy -> copy.cause = line);
    }

    /** Adds a piece of evidence; an empty value adds nothing. */
    public Finding evidence(String label, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(evidence);
        more.put(label, value);
        return with(copy -> copy.evidence = more);
    }

    public Finding since(Instant moment) {
        return since(Optional.of(moment));
    }

    public Finding since(Optional<Instant> moment) {
        return with(copy -> copy.since = moment);
    }

    public Finding dependsOn(ObjectRef... objects) {
        return dependsOn(List.of(objects));
    }

    public Finding dependsOn(List<ObjectRef> objects) {
        return with(copy -> copy.dependsOn = objects);
    }

    public Finding look(String command) {
        return with(copy -> copy.look = command);
    }

    public Finding remedy(String action, Map<String, ?> arguments) {
        return with(copy -> copy.remedy = Optional.of(new Remedy(action, arguments)));
    }

    /**
     * For a condition that its object does not date, such as a high value in a sample: it is told only once every look has found it for
     * this long. A look that does not find it begins the time anew; a single scan shows it at once and says so.
     */
    public Finding sustained(Duration time) {
        return with(copy -> copy.sustained = time);
    }

    /**
     * For what may come, or could be better: a disk that fills, a container near its limit. It is told, and may be folded under a cause,
     * but nothing is ever folded under it, save a hint that is less grave. The kernel does the same for whatever a {@link Check#lint lint} check finds.
     */
    public Finding explainsNothing() {
        return with(copy -> copy.explains = false);
    }

    private Finding with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.finding();
    }

    /** All components, to change one of them. */
    private static final class Copy {
        private final String reason;
        private final ObjectRef subject;
        private Severity severity;
        private ObjectRef owner;
        private String causeClass;
        private String summary;
        private String cause;
        private Map<String, String> evidence;
        private Optional<Instant> since;
        private List<ObjectRef> dependsOn;
        private String look;
        private Optional<Remedy> remedy;
        private Duration sustained;
        private boolean explains;

        Copy(Finding from) {
            reason = from.reason;
            severity = from.severity;
            subject = from.subject;
            owner = from.owner;
            causeClass = from.causeClass;
            summary = from.summary;
            cause = from.cause;
            evidence = from.evidence;
            since = from.since;
            dependsOn = from.dependsOn;
            look = from.look;
            remedy = from.remedy;
            sustained = from.sustained;
            explains = from.explains;
        }

        Finding finding() {
            return new Finding(
                    reason,
                    severity,
                    subject,
                    owner,
                    causeClass,
                    summary,
                    cause,
                    evidence,
                    since,
                    dependsOn,
                    look,
                    remedy,
                    sustained,
                    explains);
        }
    }
}
