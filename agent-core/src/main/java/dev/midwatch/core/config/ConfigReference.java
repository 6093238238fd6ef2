package dev.midwatch.core.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be set, told from the records that it is read into. */
public final class ConfigReference {
    /** Whose section says what {@link PeopleConfig} says: the channel that ships. */
    private static final String CHANNEL = "discord";

    private final List<Entry> entries = new ArrayList<>();

    private ConfigReference() {}

    /**
     * A key.
     *
     * @param key         its path: {@code <name>} stands for a name of one's own, {@code []} for an entry of a list
     * @param type        what is to be written, with all values where there are few
     * @param byDefault   what holds where nothing is said; empty: nothing
     * @param variable    that sets it too, if one does
     * @param description what it means
     * @param section     whether it only holds other keys
     */
    public record Entry(
            String key, String type, String byDefault, Optional<String> variable, String description, boolean section) {
        /** Whether it is that key, or one below it; of what one names oneself, with any name. */
        private boolean isAtOrBelow(String asked) {
            String[] mine = key.split("\\.");
            String[] theirs = asked.replaceAll("\\[\\d*]", "[]").split("\\.");
            if (theirs.length > mine.length) {
                return false;
            }
            for (int i = 0; i < theirs.length; i++) {
                boolean same =
                        mine[i].equals("<name>") || mine[i].equals(theirs[i]) || mine[i].equals(theirs[i] + "[]");
                if (!same) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The key and everything below it; nothing if there is no such key. */
    public static List<Entry> at(String key) {
        return entries().stream().filter(entry -> entry.isAtOrBelow(key)).toList();
    }

    /** The key that may have been meant by one that is none. */
    public static Optional<String> near(String key) {
        return NearName.find(key, entries().stream().map(Entry::key).toList());
    }

    /** Every key of the kernel, and what each channel's section says about people, in the order of the records. */
    public static List<Entry> entries() {
        ConfigReference reference = new ConfigReference();
        reference.record(Config.class, Config.defaults(), "");
        reference.record(PeopleConfig.class, PeopleConfig.defaults(), CHANNEL + ".");
        return List.copyOf(reference.entries);
    }

    private <R> void record(Class<R> type, Object defaults, String prefix) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() != ConfigSections.class) {
                key(component, RecordShape.valueOf(component, defaults), prefix + RecordShape.key(component));
            }
        }
    }

    private void key(RecordComponent component, Object byDefault, String path) {
        Type type = component.getGenericType();
        Class<?> record = recordOf(type);
        String description = component.getAnnotation(Description.class).value();
        entries.add(new Entry(
                path,
                words(type),
                record == null ? written(byDefault) : "",
                Overlay.variable(path),
                description,
                record != null));
        if (record != null) {
            boolean single = type == record;
            record(record, single ? byDefault : RecordShape.defaults(record), path + below(type));
        }
    }

    /** The record that the keys below are read into; null if there are none. */
    private static Class<?> recordOf(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return recordOf(arguments[arguments.length - 1]);
        }
        return type instanceof Class<?> wanted && wanted.isRecord() ? wanted : null;
    }

    private static String below(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType() == Map.class ? ".<name>." : "[].";
        }
        return ".";
    }

    private static String words(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            String each = words(arguments[arguments.length - 1]);
            return parameterized.getRawType() == Optional.class
                    ? each
                    : parameterized.getRawType() == List.class ? "list of " + each : "mapping of names to " + each;
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted.isEnum()) {
            return List.of(wanted.getEnumConstants()).stream()
                    .map(ConfigReference::written)
                    .collect(Collectors.joining(", "));
        }
        return recordOf(wanted) != null ? "section" : ScalarReader.name(wanted);
    }

    private static String written(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(ConfigReference::written).orElse("");
        } else if (value instanceof List<?> list) {
            return list.stream().map(ConfigReference::written).collect(Collectors.joining(", "));
        } else if (value instanceof Map<?, ?>) {
            return "";
        } else if (value instanceof Duration duration) {
            return Durations.format(duration);
        } else if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        } else if (value instanceof ZoneId) {
            return "the machine's";
        } else if (value instanceof Double number && number == Math.rint(number)) {
            return String.valueOf(number.longValue());
        }
        return Objects.toString(value, "");
    }
}
