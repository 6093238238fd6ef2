package dev.midwatch.skills.lint;

import java.util.List;

/**
 * What an image's name says.
 *
 * @param registry where it comes from; Docker Hub where the name does not say
 * @param path     without registry, tag and digest
 * @param tag      empty if there is none
 * @param digest   empty if there is none
 */
record Image(String registry, String path, String tag, String digest) {
    private static final String HUB = "docker.io";

    static Image of(String name) {
        int at = name.indexOf('@');
        String digest = at < 0 ? "" : name.substring(at + 1);
        String rest = at < 0 ? name : name.substring(0, at);
        int colon = rest.lastIndexOf(':');
        boolean tagged = colon > rest.lastIndexOf('/');
        String tag = tagged ? rest.substring(colon + 1) : "";
        String path = tagged ? rest.substring(0, colon) : rest;
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host
                ? new Image(first, path.substring(slash + 1), tag, digest)
                : new Image(HUB, slash < 0 ? "library/" + path : path, tag, digest);
    }

    /** Whether a digest says exactly what runs. */
    boolean isPinned() {
        return !digest.isEmpty();
    }

    boolean isUntagged() {
        return tag.isEmpty() && !isPinned();
    }

    boolean isLatest() {
        return tag.equals("latest") && !isPinned();
    }

    /** @param allowed registries, or paths in them: {@code ghcr.io}, {@code ghcr.io/acme} */
    boolean isFrom(List<String> allowed) {
        String whole = registry + "/" + path;
        return allowed.stream()
                .map(one -> one.endsWith("/") ? one.substring(0, one.length() - 1) : one)
                .anyMatch(one -> whole.equals(one) || whole.startsWith(one + "/"));
    }
}
