package dev.midwatch.api.action;

import java.util.Objects;

/**
 * What is true of the target once an action has done its work. The kernel looks for it after the action, until the time to verify is up,
 * also after a restart: so it is a value and not code. An action that repairs a finding is judged by the finding instead.
 *
 * @param path of the field that is looked at, as {@link dev.midwatch.api.kube.KubeObject#at} reads it; empty where none is
 * @param text what that field reads, or no longer reads; empty: it is not there
 */
public record Goal(Kind kind, String path, String text) {
    /** What is looked for. */
    public enum Kind {
        /** Nothing: the API server's answer is all there is to see. */
        ANSWERED,
        /** The object of that uid is gone. */
        GONE,
        /** Every pod of the workload is of its newest template and available. */
        ROLLED_OUT,
        /** The field reads the text. */
        READS,
        /** The field no longer reads the text. */
        READS_NO_LONGER
    }

    public static final Goal ANSWERED = new Goal(Kind.ANSWERED, "", "");
    public static final Goal GONE = new Goal(Kind.GONE, "", "");
    public static final Goal ROLLED_OUT = new Goal(Kind.ROLLED_OUT, "", "");

    public Goal {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(text, "text");
        if (path.isEmpty() == (kind == Kind.READS || kind == Kind.READS_NO_LONGER)) {
            throw new IllegalArgumentException("goal " + kind + " with the path '" + path + "'");
        }
    }

    /** The field at that path reads that text. */
    public static Goal reads(String path, Object text) {
        return new Goal(Kind.READS, path, String.valueOf(text));
    }

    /** The field at that path reads something else than now. */
    public static Goal readsNoLonger(String path, Object text) {
        return new Goal(Kind.READS_NO_LONGER, path, String.valueOf(text));
    }

    /** For people: {@code spec.replicas reads 3}. */
    @Override
    public String toString() {
        return switch (kind) {
            case ANSWERED -> "the API server has accepted it";
            case GONE -> "the object is gone";
            case ROLLED_OUT -> "every pod is of the newest template and available";
            case READS -> path + " reads " + (text.isEmpty() ? "nothing" : text);
            case READS_NO_LONGER -> path + " no longer reads " + (text.isEmpty() ? "nothing" : text);
        };
    }
}
