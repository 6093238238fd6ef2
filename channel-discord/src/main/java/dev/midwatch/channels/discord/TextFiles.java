package dev.midwatch.channels.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is too long for a message and goes along as files. */
final class TextFiles {
    /** Discord takes ten with a message. */
    static final int MOST = 10;
    /** Ten of them stay below the 10 MiB that Discord takes from a bot, whatever the characters. */
    static final int LONGEST = 300_000;

    private static final int LONGEST_STEM = 40;

    private final List<TextFile> files = new ArrayList<>();

    /** A file of text. */
    record TextFile(String name, String text) {}

    /** Keeps a text as a file, under a name made of that label; says which. Of what is too long for that too, the end is kept. */
    String add(String label, String ending, String text) {
        String plain =
                label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String stem = plain.isEmpty() ? "text" : plain.substring(0, Math.min(LONGEST_STEM, plain.length()));
        String name = stem + "." + ending;
        for (int number = 2; isTaken(name); number++) {
            name = stem + "-" + number + "." + ending;
        }
        files.add(new TextFile(name, text.length() <= LONGEST ? text : end(text)));
        return name;
    }

    private static String end(String text) {
        int from = text.length() - LONGEST;
        return "(%d characters left out)\n%s"
                .formatted(from, text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from));
    }

    private boolean isTaken(String name) {
        return files.stream().anyMatch(file -> file.name().equals(name));
    }

    List<TextFile> all() {
        return List.copyOf(files);
    }

    /** Those that came after so many. */
    List<TextFile> since(int count) {
        return List.copyOf(files.subList(count, files.size()));
    }
}
