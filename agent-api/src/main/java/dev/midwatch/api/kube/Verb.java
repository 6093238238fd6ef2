package dev.midwatch.api.kube;

import java.util.Locale;

/** What a permission allows, in the words of Kubernetes' RBAC. */
public enum Verb {
    GET,
    LIST,
    WATCH,
    CREATE,
    UPDATE,
    PATCH,
    DELETE;

    /** Whether the verb changes nothing. */
    public boolean reads() {
        return this == GET || this == LIST || this == WATCH;
    }

    /** As RBAC rules write it: {@code list}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
