package dev.midwatch.channels.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is too long for a message and goes along as files. */
final class TextFiles {
    /** Discord takes ten with a message. */
    static final int MOST = 10;

    private final List<TextFile> files = new ArrayList<>();

    /** A file of text. */
    record TextFile(String name, String text) {}

    /** Keeps a text as a file, under a name made of that label; says which. */
    String add(String label, String ending, String text) {
        String plain =
                label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String stem = plain.isEmpty() ? "text" : plain.substring(0, Math.min(40, plain.length()));
        String name = stem + "." + ending;
        for (int number = 2; isTaken(name); number++) {
            name = stem + "-" + number + "." + ending;
        }
        files.add(new TextFile(name, text));
        return name;
    }

    private boolean isTaken(String name) {
        return files.stream().anyMatch(file -> file.name().equals(name));
    }

    List<TextFile> all() {
        return List.copyOf(files);
    }
}
