package dev.midwatch.core.config;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every secret of a configuration, found by its type, so that a key added later cannot be forgotten; in the sections of plugins, whose types
 * are their own affair, by its name.
 */
public final class Secrets {
    private Secrets() {}

    /** @param settings a configuration record, or anything such a record holds */
    public static List<String> in(Object settings) {
        return of(settings).distinct().toList();
    }

    private static Stream<String> of(Object value) {
        if (value instanceof Secret secret) {
            return Stream.of(secret.reveal());
        }
        if (value instanceof Optional<?> optional) {
            return optional.stream().flatMap(Secrets::of);
        }
        if (value instanceof Collection<?> many) {
            return many.stream().flatMap(Secrets::of);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(Secrets::of);
        }
        if (value instanceof ConfigSections sections) {
            return sections.secrets().stream();
        }
        return value instanceof Record ? components(value) : Stream.empty();
    }

    private static Stream<String> components(Object settings) {
        return Stream.of(settings.getClass().getRecordComponents())
                .map(component -> read(component, settings))
                .flatMap(Secrets::of);
    }

    private static Object read(RecordComponent component, Object settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
