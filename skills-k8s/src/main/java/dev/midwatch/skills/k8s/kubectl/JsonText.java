package dev.midwatch.skills.k8s.kubectl;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON as Go does: sorted keys, {@code <}, {@code >} and {@code &} escaped; indented by four spaces, or on one line. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();
    private final boolean indented;

    private JsonText(boolean indented) {
        this.indented = indented;
    }

    static String indented(Object value) {
        return new JsonText(true).write(Sorted.keys(value), 0).text.toString();
    }

    static String onOneLine(Object value) {
        return new JsonText(false).write(Sorted.keys(value), 0).text.toString();
    }

    private JsonText write(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            block('{', '}', map.entrySet().iterator(), depth);
        } else if (value instanceof List<?> list) {
            block('[', ']', list.iterator(), depth);
        } else if (value instanceof String string) {
            quote(string);
        } else if (value instanceof Double || value instanceof Float) {
            text.append(Numbers.text((Number) value));
        } else {
            text.append(value);
        }
        return this;
    }

    private void block(char open, char close, Iterator<?> items, int depth) {
        text.append(open);
        boolean any = items.hasNext();
        while (items.hasNext()) {
            newLine(depth + 1);
            Object item = items.next();
            if (item instanceof Map.Entry<?, ?> entry) {
                quote(entry.getKey().toString());
                text.append(indented ? ": " : ":");
                write(entry.getValue(), depth + 1);
            } else {
                write(item, depth + 1);
            }
            text.append(items.hasNext() ? "," : "");
        }
        if (any) {
            newLine(depth);
        }
        text.append(close);
    }

    private void newLine(int depth) {
        if (indented) {
            text.append('\n').append("    ".repeat(depth));
        }
    }

    private void quote(String string) {
        text.append('"');
        for (char c : string.toCharArray()) {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> text.append("\\u%04x".formatted((int) c));
                default -> text.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        text.append('"');
    }
}
