package dev.midwatch.core.kube;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the holder of some permissions may read, whatever it calls things. A resource type comes from a plugin, and from its parts the
 * address is made: one that is not a type's would lead to a subresource, a proxy or somewhere else.
 */
final class Reachable {
    private static final Pattern GROUP =
            Pattern.compile("|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern VERSION = Pattern.compile("v[0-9]+((alpha|beta)[0-9]+)?");
    private static final Pattern PLURAL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    /** Old addresses of the core group that lead through it to every object. */
    private static final Set<String> PREFIXES = Set.of("watch", "proxy", "redirect");

    private final List<Permission> declared;

    Reachable(List<Permission> declared) {
        this.declared = List.copyOf(declared);
    }

    /** Reading whatever one may read means objects: what is below them is declared by name. */
    boolean allows(Verb verb, ResourceType type, String subresource) {
        return isType(type)
                && declared.stream()
                        .anyMatch(one -> one.type().equals(Permission.ANY)
                                ? subresource.isEmpty()
                                : one.verb() == verb
                                        && one.type().group().equals(type.group())
                                        && one.type().plural().equals(type.plural())
                                        && one.subresource().equals(subresource));
    }

    /** Whether the address made of it leads to objects of a type. */
    static boolean isType(ResourceType type) {
        return GROUP.matcher(type.group()).matches()
                && VERSION.matcher(type.version()).matches()
                && PLURAL.matcher(type.plural()).matches()
                && !(type.group().isEmpty() && PREFIXES.contains(type.plural()));
    }

    @Override
    public String toString() {
        return declared.toString();
    }
}
