package dev.midwatch.core.kube;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cycle looked at, and what it could not see.
 *
 * @param lookedAt resource types that were listed, with the number of objects
 * @param blind    what could not be seen, and why; never read as healthy or missing
 * @param absent   resource types that the cluster does not have
 */
public record Coverage(List<LookedAt> lookedAt, List<Blind> blind, List<Absent> absent) {
    /** What is read of kubelets, as RBAC names it. */
    public static final String KUBELETS = "nodes/proxy";

    private static final String EXCEPT = "* except ";

    /**
     * {@code 5000 pods}.
     *
     * @param age how old it may be where the cluster is followed; empty: it was asked for
     */
    public record LookedAt(String resource, int count, Optional<Duration> age) {
        public LookedAt(String resource, int count) {
            this(resource, count, Optional.empty());
        }
    }

    /**
     * A gap.
     *
     * @param namespace a namespace, {@code *} for all, or {@code * except a,b}
     * @param resource  a resource type; the name of a check where a Prometheus did not tell it what it asked
     * @param why       {@code forbidden}, {@code unauthorized}, {@code timeout}, {@code unreachable}, {@code failed}; never what a
     *                  server says, since it tells one gap from another
     */
    public record Blind(String resource, String namespace, String why) {
        /** Whether the gap covers objects of that namespace; an object of the whole cluster has none. */
        public boolean hides(String other) {
            if (namespace.startsWith(EXCEPT)) {
                return !Arrays.asList(namespace.substring(EXCEPT.length()).split(","))
                        .contains(other);
            }
            return namespace.equals("*") || namespace.equals(other);
        }

        /** Whether it may pass by itself. */
        public boolean inPassing() {
            return !why.equals("forbidden");
        }
    }

    /** A resource type whose CRD or API service is not there. */
    public record Absent(String resource) {}

    public Coverage {
        lookedAt = List.copyOf(lookedAt);
        blind = List.copyOf(blind);
        absent = List.copyOf(absent);
    }

    public boolean complete() {
        return blind.isEmpty();
    }

    /** The same, where these could not be seen either. */
    public Coverage without(List<Blind> unseen) {
        return new Coverage(
                lookedAt, Stream.concat(blind.stream(), unseen.stream()).toList(), absent);
    }

    static String allExcept(List<String> namespaces) {
        return EXCEPT + String.join(",", namespaces);
    }
}
