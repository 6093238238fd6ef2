package dev.midwatch.cli;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.kube.AccessReview;
import dev.midwatch.core.tool.Access;
import java.util.List;

/**
 * What somebody else may do, as the API server says.
 *
 * @param user   as the API server names him
 * @param groups those he is in by being who he is
 */
record AccessOf(String user, List<String> groups, AccessReview review) implements Access {
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    /** @param name a user, or a ServiceAccount as {@code namespace/name} or by its full name */
    static AccessOf named(String name, AccessReview review) {
        String user = name.contains("/") ? SERVICE_ACCOUNT + name.replaceFirst("/", ":") : name;
        if (!user.startsWith(SERVICE_ACCOUNT)) {
            return new AccessOf(user, List.of("system:authenticated"), review);
        }
        String[] parts = user.substring(SERVICE_ACCOUNT.length()).split(":", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty() || parts[1].contains("/")) {
            throw CliException.usage(
                    "--as %s: a ServiceAccount is namespace/name or %snamespace:name".formatted(name, SERVICE_ACCOUNT));
        }
        return new AccessOf(
                user,
                List.of("system:authenticated", "system:serviceaccounts", "system:serviceaccounts:" + parts[0]),
                review);
    }

    @Override
    public boolean granted(Permission permission) {
        try {
            return review.allowed(user, groups, permission, "");
        } catch (ClusterException cannotAsk) {
            throw CliException.failed("what %s may do cannot be asked: %s".formatted(user, cannotAsk.getMessage()));
        }
    }
}
