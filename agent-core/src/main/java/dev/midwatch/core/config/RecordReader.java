package dev.midwatch.core.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads trees into records: a snake_case key for each component, unknown keys refused. What is wrong is noted and reading goes on, so
 * that one run tells everything.
 */
final class RecordReader {
    private final List<Problem> problems;

    RecordReader(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * The record; null if it could not be made, and then the problems say why.
     *
     * @param fallback gives the value of each absent key; null: the type's own defaults, else null, zero and empty lists
     * @param given    components that do not come from the tree, by name
     */
    <R> R read(Class<R> type, Tree.Mapping tree, R fallback, String path, Map<String, ?> given) {
        R defaults = fallback == null ? RecordShape.defaults(type) : fallback;
        RecordComponent[] components = type.getRecordComponents();
        refuseUnknown(tree, components, path, given);
        Set<String> failed = new HashSet<>();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = RecordShape.key(components[i]);
            Object absent = RecordShape.valueOf(components[i], defaults);
            int before = problems.size();
            values[i] = given.containsKey(components[i].getName())
                    ? given.get(components[i].getName())
                    : value(components[i].getGenericType(), tree.find(key).orElse(null), absent, join(path, key));
            if (problems.size() > before) {
                failed.add(key);
            }
        }
        return construct(type, components, values, defaults, tree, path, failed);
    }

    <R> R read(Class<R> type, Tree.Mapping tree, R fallback, String path) {
        return read(type, tree, fallback, path, Map.of());
    }

    private void refuseUnknown(Tree.Mapping tree, RecordComponent[] components, String path, Map<String, ?> given) {
        List<String> known = Arrays.stream(components)
                .filter(component -> !given.containsKey(component.getName()))
                .map(RecordShape::key)
                .toList();
        tree.members().forEach((key, member) -> {
            if (!known.contains(key)) {
                problems.add(Problem.at(member.key(), join(path, key), "unknown key", NearName.hint(key, known)));
            }
        });
    }

    /** Makes the record; a value that its constructor refuses is noted and replaced by the default, until the others were seen too. */
    private <R> R construct(
            Class<R> type,
            RecordComponent[] components,
            Object[] values,
            R defaults,
            Tree.Mapping tree,
            String path,
            Set<String> failed) {
        Constructor<R> constructor = RecordShape.constructor(type);
        for (int attempt = 0; attempt <= components.length; attempt++) {
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                Optional<Integer> replaced = refused(e.getCause(), components, tree, path, failed);
                if (replaced.isEmpty() || defaults == null) {
                    return defaults;
                }
                values[replaced.get()] = RecordShape.valueOf(components[replaced.get()], defaults);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make " + type, e);
            }
        }
        return defaults;
    }

    /** Notes why a constructor refused, and says which component it was about. */
    private Optional<Integer> refused(
            Throwable cause, RecordComponent[] components, Tree.Mapping tree, String path, Set<String> failed) {
        String key = cause instanceof InvalidValue invalid ? invalid.key() : "";
        String hint = cause instanceof InvalidValue invalid ? invalid.hint() : "";
        if (failed.isEmpty() || !key.isEmpty() && !failed.contains(key)) {
            Origin origin = tree.find(key).map(Tree::origin).orElse(tree.origin());
            problems.add(Problem.at(origin, join(path, key), String.valueOf(cause.getMessage()), hint));
            failed.add(key);
        }
        for (int i = 0; i < components.length; i++) {
            if (RecordShape.key(components[i]).equals(key)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Object value(Type type, Tree tree, Object absent, String path) {
        if (tree == null || type != String.class && isEmptyText(tree)) {
            return absent == null ? RecordShape.nothing(type) : absent;
        }
        if (type instanceof ParameterizedType parameterized) {
            return container(parameterized, tree, absent, path);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted.isRecord()) {
            return record(wanted, tree, absent, path);
        }
        if (!(tree instanceof Tree.Scalar scalar)) {
            wrongShape(tree, path, "a single value");
            return absent == null ? RecordShape.nothing(type) : absent;
        }
        try {
            return ScalarReader.read(wanted, scalar);
        } catch (InvalidValue invalid) {
            problems.add(Problem.at(tree.origin(), path, invalid.getMessage(), invalid.hint()));
            return absent == null ? RecordShape.nothing(type) : absent;
        }
    }

    /** {@code ""} is how some write that there is no value. */
    private static boolean isEmptyText(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.text().isEmpty();
    }

    private <R> Object record(Class<R> type, Tree tree, Object absent, String path) {
        if (tree instanceof Tree.Mapping mapping) {
            return read(type, mapping, type.cast(absent), path);
        }
        wrongShape(
                tree,
                path,
                "a mapping with the keys "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getRecordComponents())
                                        .map(RecordShape::key)
                                        .toList()));
        return absent == null ? RecordShape.defaults(type) : absent;
    }

    private Object container(ParameterizedType type, Tree tree, Object absent, String path) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return Optional.ofNullable(value(arguments[0], tree, null, path));
        } else if (type.getRawType() == List.class) {
            return list(arguments[0], tree, path);
        } else if (type.getRawType() == Map.class) {
            return map(arguments[1], tree, path);
        }
        throw new IllegalStateException("a setting cannot be of " + type);
    }

    private List<?> list(Type type, Tree tree, String path) {
        List<Object> items = new ArrayList<>();
        if (tree instanceof Tree.Sequence sequence) {
            for (Tree item : sequence.items()) {
                Object value = value(type, item, null, path + "[" + items.size() + "]");
                if (value != null) {
                    items.add(value);
                }
            }
        } else if (tree instanceof Tree.Scalar scalar && type instanceof Class<?> wanted && !wanted.isRecord()) {
            for (String part : scalar.text().split(",", -1)) {
                if (!part.isBlank()) {
                    Tree.Scalar one = new Tree.Scalar(part.strip(), part.strip(), false, scalar.origin());
                    items.add(value(type, one, null, path));
                }
            }
        } else {
            wrongShape(tree, path, "a list");
        }
        return items;
    }

    private Map<String, ?> map(Type type, Tree tree, String path) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (tree instanceof Tree.Mapping mapping) {
            mapping.members().forEach((key, member) -> {
                int before = problems.size();
                Object value = value(type, member.value(), null, join(path, key));
                if (value != null) {
                    values.put(key, value);
                } else if (problems.size() == before) {
                    // Nobody writes a name for nothing; to pass over it could mean the opposite of what was meant.
                    problems.add(Problem.at(
                            member.key(), join(path, key), "has no value", "write one, or take the line out"));
                }
            });
        } else {
            wrongShape(tree, path, "a mapping");
        }
        return values;
    }

    private void wrongShape(Tree tree, String path, String wanted) {
        String is = tree instanceof Tree.Mapping ? "a mapping" : tree instanceof Tree.Sequence ? "a list" : "one value";
        problems.add(Problem.at(tree.origin(), path, "is " + is, "wanted: " + wanted));
    }

    private static String join(String path, String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }
}
