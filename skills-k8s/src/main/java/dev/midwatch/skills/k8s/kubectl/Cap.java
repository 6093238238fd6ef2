package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.tool.ToolResult;

/** Keeps an answer to what a small model can read. */
final class Cap {
    private static final int CHARACTERS = 12_000;
    private static final String HOW = "narrow with a name, -n, -l, --field-selector or -o jsonpath=...";

    private Cap() {}

    static ToolResult of(ToolResult result) {
        return result.text().length() <= CHARACTERS ? result : new ToolResult(head(result.text()), result.failed());
    }

    /** The first lines that fit, and how many more there are. */
    private static String head(String text) {
        int end = text.lastIndexOf('\n', CHARACTERS);
        if (end <= 0) {
            return text.substring(0, CHARACTERS)
                    + "\n… %d more characters, %s".formatted(text.length() - CHARACTERS, HOW);
        }
        long more = text.substring(end + 1).lines().count();
        return text.substring(0, end) + "\n… %d more, %s".formatted(more, HOW);
    }

    /** The last lines that fit, and how many there were before them. */
    static String tail(String text) {
        int room = CHARACTERS - 200;
        if (text.length() <= room) {
            return text;
        }
        int start = text.indexOf('\n', text.length() - room) + 1;
        long more = text.substring(0, start).lines().count();
        return "… %d more before these, narrow with --tail, --since or -c\n".formatted(more) + text.substring(start);
    }
}
