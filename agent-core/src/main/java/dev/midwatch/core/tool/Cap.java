package dev.midwatch.core.tool;

import dev.midwatch.core.text.Beginning;

/** Cuts long text at a line, and says what is missing and how to get at it. */
public record Cap(int characters, String hint) {
    public Cap {
        if (characters < 100) {
            throw new IllegalArgumentException("a cap of " + characters + " characters leaves nothing");
        }
    }

    public String apply(String text) {
        if (text.length() <= characters) {
            return text;
        }
        int newline = text.lastIndexOf('\n', characters);
        String beginning = Beginning.of(text, newline > characters / 2 ? newline : characters);
        String rest = text.substring(beginning.length()).strip();
        long lines = rest.lines().count();
        String missing = lines > 1 ? lines + " more lines" : rest.length() + " more characters";
        return beginning + "\n… " + missing + ", " + hint;
    }
}
