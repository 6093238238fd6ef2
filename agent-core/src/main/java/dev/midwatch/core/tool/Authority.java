package dev.midwatch.core.tool;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf a session acts. Set by the kernel before the model speaks; nothing the model reads can change it.
 *
 * @param origin   where the session comes from: {@code job:cert-expiry}, {@code discord:1234}, {@code cli}
 * @param attended whether a person is there to answer
 * @param allowed  the only tools to offer; empty: no such limit
 * @param access   what the cluster allows
 * @param asks     whether a person decides about every action, also where policy would let it run
 * @param session  the session, where it is known before it begins
 */
public record Authority(
        String origin,
        Level level,
        boolean attended,
        Optional<Set<String>> allowed,
        Access access,
        boolean asks,
        Optional<String> session) {
    public Authority {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(level, "level");
        allowed = allowed.map(Set::copyOf);
        Objects.requireNonNull(access, "access");
    }

    /** A scheduled run: it may ask for actions, and nobody is there. */
    public static Authority unattended(String origin, Access access) {
        return new Authority(origin, Level.OPERATOR, false, Optional.empty(), access, false, Optional.empty());
    }

    /** A conversation with a person of that level. */
    public static Authority attended(String origin, Level level, Access access) {
        return new Authority(origin, level, true, Optional.empty(), access, false, Optional.empty());
    }

    public Authority only(Set<String> tools) {
        return new Authority(origin, level, attended, Optional.of(tools), access, asks, session);
    }

    /** The same, and nothing is done without a person. */
    public Authority asking() {
        return new Authority(origin, level, attended, allowed, access, true, session);
    }

    /** The same, in that session. */
    public Authority in(String id) {
        return new Authority(origin, level, attended, allowed, access, asks, Optional.of(id));
    }

    /** Who speaks when the model does, for whatever is kept of it. */
    public String voice() {
        return session.map(id -> "model in session " + id).orElse("model in " + origin);
    }
}
