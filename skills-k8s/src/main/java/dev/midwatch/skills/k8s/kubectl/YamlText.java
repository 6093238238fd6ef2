package dev.midwatch.skills.k8s.kubectl;

import java.util.List;
import java.util.Map;

/** Writes YAML as kubectl does: sorted keys, lists not indented below their key. */
final class YamlText {
    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    static String of(Object value) {
        YamlText yaml = new YamlText();
        yaml.node(Sorted.keys(value), 0);
        return yaml.text.append('\n').toString();
    }

    /** Writes a node at the place where its line stands now. */
    private void node(Object value, int indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            members(map, indent);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            items(list, indent);
        } else {
            scalar(value, indent);
        }
    }

    private void members(Map<?, ?> map, int indent) {
        boolean first = true;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!first) {
                newLine(indent);
            }
            first = false;
            text.append(YamlScalar.of(member.getKey().toString(), 0, indent)).append(':');
            Object value = member.getValue();
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                newLine(indent + 2);
                members(inner, indent + 2);
            } else if (value instanceof List<?> list && !list.isEmpty()) {
                newLine(indent);
                items(list, indent);
            } else {
                text.append(' ');
                scalar(value, indent + 2);
            }
        }
    }

    private void items(List<?> list, int indent) {
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                newLine(indent);
            }
            first = false;
            text.append("- ");
            node(item, indent + 2);
        }
    }

    private void scalar(Object value, int indent) {
        if (value instanceof String string) {
            text.append(YamlScalar.of(string, text.length() - text.lastIndexOf("\n") - 1, indent));
        } else if (value instanceof Map) {
            text.append("{}");
        } else if (value instanceof List) {
            text.append("[]");
        } else if (value instanceof Number number) {
            text.append(Numbers.text(number));
        } else {
            text.append(value);
        }
    }

    private void newLine(int indent) {
        text.append('\n').append(" ".repeat(indent));
    }
}
