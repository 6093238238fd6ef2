package dev.midwatch.channels.discord;

import java.util.ArrayList;
import java.util.List;

/** Cuts Markdown into messages: between lines, and a code block only if it is longer than a message by itself. */
final class FencedText {
    private final int limit;
    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();

    private FencedText(int limit) {
        this.limit = limit;
    }

    /** Parts of at most that many characters each; none if there is nothing to show. */
    static List<String> split(List<Passage> safe, int limit) {
        FencedText text = new FencedText(limit);
        for (Passage passage : safe) {
            if (passage.isCode()) {
                text.code(passage);
            } else {
                passage.text().lines().forEach(text::line);
            }
        }
        text.end();
        return text.parts;
    }

    private void code(Passage block) {
        if (block.markdown().length() <= limit) {
            add(block.markdown());
            return;
        }
        // Each piece opens and closes the block anew.
        int room = limit - Passage.code(block.language(), "").markdown().length();
        StringBuilder piece = new StringBuilder();
        for (String line : block.text().split("\n", -1)) {
            String rest = line;
            while (rest.length() > room) {
                int cut = SafeMarkdown.cut(rest, room);
                flush(block, piece);
                add(Passage.code(block.language(), rest.substring(0, cut)).markdown());
                rest = rest.substring(cut);
            }
            if (piece.length() + 1 + rest.length() > room) {
                flush(block, piece);
            }
            piece.append(piece.isEmpty() ? "" : "\n").append(rest);
        }
        flush(block, piece);
    }

    private void flush(Passage block, StringBuilder piece) {
        if (!piece.isEmpty()) {
            add(Passage.code(block.language(), piece.toString()).markdown());
            piece.setLength(0);
        }
    }

    /** A line that is too long by itself is cut where there is a blank if there is one; a code span goes on in the next part. */
    private void line(String line) {
        String rest = line;
        while (rest.length() > limit) {
            int blank = rest.lastIndexOf(' ', limit - 1);
            int cut = SafeMarkdown.cut(rest, blank > limit / 2 ? blank : limit - 1);
            String some = rest.substring(0, cut);
            boolean open = SafeMarkdown.isOpen(some);
            add(open ? some + "`" : some);
            rest = rest.substring(cut).stripLeading();
            if (open) {
                rest = rest.startsWith("`") ? rest.substring(1) : "`" + rest;
            }
        }
        add(rest);
    }

    private void add(String text) {
        if (part.length() + 1 + text.length() > limit) {
            end();
        }
        part.append(part.isEmpty() ? "" : "\n").append(text);
    }

    private void end() {
        if (!part.toString().isBlank()) {
            parts.add(part.toString().strip());
        }
        part.setLength(0);
    }
}
