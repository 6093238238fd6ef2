package dev.midwatch.cli;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.kube.AccessReview;
import dev.midwatch.core.tool.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody else may do, as the API server says.
 *
 * @param user   as the API server names him
 * @param groups     those he is in
 * @param namespaces where he is to do it; the empty one stands for all
 */
record AccessOf(String user, List<String> groups, List<String> namespaces, AccessReview review) implements Access {
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    /** What namespaces and ServiceAccounts are named with; whom an OIDC provider names, {@code https://issuer#alice}, is a user. */
    private static final String NAMES = "[a-z0-9./-]+";

    /**
     * @param name a user, or a ServiceAccount as {@code namespace/name} or by its full name
     * @param more groups that the user is in besides, as whoever vouches for him says
     */
    static AccessOf named(String name, List<String> more, List<String> namespaces, AccessReview review) {
        boolean account = name.startsWith(SERVICE_ACCOUNT) || name.matches(NAMES) && name.contains("/");
        String user =
                account && !name.startsWith(SERVICE_ACCOUNT) ? SERVICE_ACCOUNT + name.replaceFirst("/", ":") : name;
        List<String> groups = new ArrayList<>(List.of("system:authenticated"));
        if (account) {
            groups.add("system:serviceaccounts");
            groups.add("system:serviceaccounts:" + namespace(name, user));
        }
        groups.addAll(more);
        return new AccessOf(user, List.copyOf(groups), namespaces, review);
    }

    private static String namespace(String name, String user) {
        String[] parts = user.substring(SERVICE_ACCOUNT.length()).split(":", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty() || parts[1].contains("/")) {
            throw CliException.usage(
                    "--as %s: a ServiceAccount is namespace/name or %snamespace:name".formatted(name, SERVICE_ACCOUNT));
        }
        return parts[0];
    }

    @Override
    public boolean granted(Permission permission) {
        return refusal(permission).isEmpty();
    }

    @Override
    public Optional<String> refusal(Permission permission) {
        try {
            for (String namespace : permission.type().namespaced() ? namespaces : List.of("")) {
                if (!review.allowed(user, groups, permission, namespace)) {
                    return Optional.of(permission + (namespace.isEmpty() ? "" : " in " + namespace));
                }
            }
            return Optional.empty();
        } catch (ClusterException cannotAsk) {
            throw CliException.failed("what %s may do cannot be asked: %s".formatted(user, cannotAsk.getMessage()));
        }
    }
}
