package dev.midwatch.core.text;

/** The beginning of a text that is too long for its place. */
public final class Beginning {
    private Beginning() {}

    /** At most so many characters of a text, and no half of one. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** The same with a mark behind what was cut. */
    public static String marked(String text, int most) {
        return text.length() <= most ? text : of(text, most) + "…";
    }
}
