package dev.midwatch.core.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes the configuration in force as YAML, each value with where it comes from, secrets masked. */
public final class ConfigRenderer {
    private static final Pattern SECRET_KEY = Pattern.compile(".*(token|secret|password|api_key|_key)$|key");
    private static final String MASK = "\"********\"";

    private final StringBuilder out = new StringBuilder();
    private final Tree.Mapping tree;

    private ConfigRenderer(Tree.Mapping tree) {
        this.tree = tree;
    }

    public static String render(Config config) {
        ConfigRenderer renderer = new ConfigRenderer(config.sections().tree());
        renderer.record(config, 0, "", renderer.tree);
        config.sections().tree().find("checks").ifPresent(checks -> renderer.member("checks", checks, 0));
        config.sections().pluginSections().forEach((key, member) -> renderer.member(key, member.value(), 0));
        return renderer.out.toString();
    }

    private void record(Object record, int depth, String indentOfFirst, Tree source) {
        String indent = indentOfFirst;
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getType() == ConfigSections.class) {
                continue;
            }
            String key = RecordShape.key(component);
            Tree below = source == null ? null : source.at(List.of(key)).orElse(null);
            value(indent + key, RecordShape.valueOf(component, record), depth, below);
            indent = "  ".repeat(depth);
        }
    }

    private void value(String start, Object value, int depth, Tree source) {
        if (value instanceof Record record) {
            out.append(start).append(":\n");
            record(record, depth + 1, "  ".repeat(depth + 1), source);
        } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append(start).append(":\n");
            new TreeMap<>(map).forEach((key, item) -> {
                Tree below = source == null
                        ? null
                        : source.at(List.of(key.toString())).orElse(null);
                value("  ".repeat(depth + 1) + quote(key.toString()), item, depth + 1, below);
            });
        } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Record) {
            out.append(start).append(":").append(comment(source)).append('\n');
            for (int i = 0; i < list.size(); i++) {
                Tree below = source instanceof Tree.Sequence all ? all.items().get(i) : null;
                record(list.get(i), depth + 2, "  ".repeat(depth + 1) + "- ", below);
            }
        } else {
            out.append(start)
                    .append(": ")
                    .append(text(value, source))
                    .append(comment(source))
                    .append('\n');
        }
    }

    private static String text(Object value, Tree source) {
        if (value instanceof Optional<?> optional) {
            return optional.map(inner -> text(inner, source)).orElse("null");
        }
        if (value instanceof Secret) {
            return MASK;
        }
        if (source instanceof Tree.Scalar scalar && scalar.hasReference()) {
            return quote(scalar.written());
        }
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof List<?> list) {
            return "["
                    + String.join(
                            ", ",
                            list.stream().map(item -> quote(item.toString())).toList()) + "]";
        }
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof Enum<?> constant) {
            return quote(constant.name().toLowerCase(Locale.ROOT));
        }
        if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quote(value.toString());
    }

    /** A part that no record describes. */
    private void member(String key, Tree value, int depth) {
        String start = "  ".repeat(depth) + quote(key);
        if (value instanceof Tree.Mapping mapping) {
            out.append(start).append(":\n");
            mapping.members().forEach((below, member) -> member(below, member.value(), depth + 1));
        } else if (value instanceof Tree.Sequence sequence) {
            out.append(start)
                    .append(": ")
                    .append(flow(key, sequence))
                    .append(comment(sequence))
                    .append('\n');
        } else {
            out.append(start)
                    .append(": ")
                    .append(flow(key, value))
                    .append(comment(value))
                    .append('\n');
        }
    }

    private static String flow(String key, Tree value) {
        if (value instanceof Tree.Scalar scalar) {
            return scalar.isEmpty() ? "null" : SECRET_KEY.matcher(key).matches() ? MASK : quote(scalar.written());
        }
        if (value instanceof Tree.Sequence sequence) {
            return "["
                    + String.join(
                            ", ",
                            sequence.items().stream()
                                    .map(item -> flow(key, item))
                                    .toList()) + "]";
        }
        List<String> members = ((Tree.Mapping) value)
                .members().entrySet().stream()
                        .map(entry -> quote(entry.getKey()) + ": "
                                + flow(entry.getKey(), entry.getValue().value()))
                        .toList();
        return "{" + String.join(", ", members) + "}";
    }

    private static String comment(Tree source) {
        return "  # " + (source == null ? "default" : source.origin());
    }

    /** Quoted where plain text would not be read back as the same text. */
    private static String quote(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_./-]*") && !text.matches("(?i)true|false|yes|no|on|off|null|y|n")
                        || text.matches("\\d+(\\.\\d+)?")
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
