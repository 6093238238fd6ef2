package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Locale;

/** A resource type as the API server advertises it. */
record ServedType(
        ResourceType type, String singular, List<String> shortNames, List<String> verbs, List<String> categories) {
    ServedType {
        shortNames = List.copyOf(shortNames);
        verbs = List.copyOf(verbs);
        categories = List.copyOf(categories);
    }

    /** By plural, singular, kind or short name; with group, or version and group, behind it. */
    boolean goesBy(String lowerCaseName) {
        return matches(lowerCaseName)
                || behind(lowerCaseName, "." + type.group())
                || behind(lowerCaseName, "." + type.version() + "." + type.group());
    }

    private boolean behind(String name, String suffix) {
        return !type.group().isEmpty()
                && name.endsWith(suffix)
                && matches(name.substring(0, name.length() - suffix.length()));
    }

    private boolean matches(String name) {
        return name.equals(type.plural())
                || name.equals(singular)
                || name.equals(type.kind().toLowerCase(Locale.ROOT))
                || shortNames.contains(name);
    }
}
