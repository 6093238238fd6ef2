package dev.midwatch.core.tool;

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
        int end = newline > characters / 2 ? newline : characters;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        String rest = text.substring(end).strip();
        long lines = rest.lines().count();
        String missing = lines > 1 ? lines + " more lines" : rest.length() + " more characters";
        return text.substring(0, end) + "\n… " + missing + ", " + hint;
    }
}
