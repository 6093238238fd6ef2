package dev.midwatch.core.config;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What reflection knows of a settings record. */
final class RecordShape {
    private RecordShape() {}

    /** {@code base_url} for {@code baseUrl}. */
    static String key(RecordComponent component) {
        Key key = ((AnnotatedElement) component).getAnnotation(Key.class);
        return key != null
                ? key.value()
                : component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** The keys of all components. */
    static Set<String> keys(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != ConfigSections.class)
                .map(RecordShape::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    static <R> Constructor<R> constructor(Class<R> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    /** What the type's own static {@code defaults()} gives; null if it has none. */
    static <R> R defaults(Class<R> type) {
        try {
            Method method = type.getDeclaredMethod("defaults");
            method.setAccessible(true);
            return type.cast(method.invoke(null));
        } catch (NoSuchMethodException none) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the defaults of " + type, e);
        }
    }

    /** The component's value in that record; null if there is no record. */
    static Object valueOf(RecordComponent component, Object record) {
        if (record == null) {
            return null;
        }
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** What stands for an absent value that has no default. */
    static Object nothing(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type raw = parameterized.getRawType();
            return raw == List.class ? List.of() : raw == Map.class ? Map.of() : Optional.empty();
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted.isRecord()) {
            return defaults(wanted);
        }
        return wanted.isPrimitive() ? Array.get(Array.newInstance(wanted, 1), 0) : null;
    }
}
