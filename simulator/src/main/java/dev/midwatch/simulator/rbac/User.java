package dev.midwatch.simulator.rbac;

import java.util.List;

/** An authenticated user. */
public record User(String name, String uid, List<String> groups) {
    private static final String ACCOUNT = "system:serviceaccount:";

    public User {
        groups = List.copyOf(groups);
    }

    static User admin() {
        return new User("admin", "admin-uid", List.of("system:masters", "system:authenticated"));
    }

    public static User serviceAccount(String namespace, String name, String uid) {
        return new User(
                ACCOUNT + namespace + ":" + name,
                uid,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated"));
    }
}
