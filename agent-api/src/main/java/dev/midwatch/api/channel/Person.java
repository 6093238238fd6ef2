package dev.midwatch.api.channel;

import java.util.Objects;
import java.util.Set;

/**
 * Somebody on the other side of a channel. The channel vouches for the id and the roles, as they are at this very moment; what the person
 * may do is for the kernel to say, from the channel's {@code allowed_users}, {@code allowed_roles} and {@code levels}.
 *
 * @param id    the channel's own stable id of that person
 * @param name  how people call that person; untrusted
 * @param roles ids of the roles the person has there; empty where there are none
 */
public record Person(String id, String name, Set<String> roles) {
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        roles = Set.copyOf(roles);
    }

    /** Somebody without roles. */
    public static Person of(String id, String name) {
        return new Person(id, name, Set.of());
    }
}
