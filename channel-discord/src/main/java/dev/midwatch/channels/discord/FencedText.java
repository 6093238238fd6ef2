package dev.midwatch.channels.discord;

import java.util.ArrayList;
import java.util.List;

/** Cuts Markdown into messages: between lines, and a code block only if it is longer than a message by itself. */
final class FencedText {
    private static final String FENCE = "```";

    private final int limit;
    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();

    private FencedText(int limit) {
        this.limit = limit;
    }

    /** Parts of at most that many characters each; none if there is nothing to show. */
    static List<String> split(String markdown, int limit) {
        FencedText text = new FencedText(limit);
        List<String> block = new ArrayList<>();
        for (String line : markdown.split("\n", -1)) {
            boolean fence = line.stripLeading().startsWith(FENCE);
            if (!block.isEmpty()) {
                block.add(line);
                if (fence) {
                    text.add(block);
                    block = new ArrayList<>();
                }
            } else if (fence && !closesItself(line)) {
                block.add(line);
            } else {
                text.add(line);
            }
        }
        if (!block.isEmpty()) {
            block.add(FENCE);
            text.add(block);
        }
        text.end();
        return text.parts;
    }

    private static boolean closesItself(String line) {
        return line.indexOf(FENCE, line.indexOf(FENCE) + FENCE.length()) >= 0;
    }

    private void add(List<String> block) {
        String whole = String.join("\n", block);
        if (whole.length() <= limit) {
            add(whole);
            return;
        }
        // Each piece opens and closes the block anew.
        String opening = block.get(0);
        int room = limit - opening.length() - FENCE.length() - 2;
        StringBuilder piece = new StringBuilder();
        for (String line : block.subList(1, block.size() - 1)) {
            for (String some : pieces(line, room)) {
                if (piece.length() + 1 + some.length() > room && !piece.isEmpty()) {
                    add(opening + "\n" + piece + "\n" + FENCE);
                    piece.setLength(0);
                }
                piece.append(piece.isEmpty() ? "" : "\n").append(some);
            }
        }
        add(opening + "\n" + piece + "\n" + FENCE);
    }

    private void add(String text) {
        for (String piece : pieces(text, limit)) {
            if (part.length() + 1 + piece.length() > limit) {
                end();
            }
            part.append(part.isEmpty() ? "" : "\n").append(piece);
        }
    }

    private void end() {
        if (!part.toString().isBlank()) {
            parts.add(part.toString().strip());
        }
        part.setLength(0);
    }

    /** A line that is too long by itself, cut where there is a blank if there is one, and never within a character. */
    private static List<String> pieces(String line, int most) {
        List<String> pieces = new ArrayList<>();
        String rest = line;
        while (rest.length() > most) {
            int blank = rest.lastIndexOf(' ', most);
            int cut = blank > most / 2 ? blank : Character.isHighSurrogate(rest.charAt(most - 1)) ? most - 1 : most;
            pieces.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }
}
