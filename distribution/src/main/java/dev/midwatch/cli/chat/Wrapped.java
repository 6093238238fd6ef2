package dev.midwatch.cli.chat;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Text broken into lines that are no wider than they may be, so that the terminal breaks none itself. */
final class Wrapped {
    private Wrapped() {}

    /** Between words where it can be. */
    static List<AttributedString> words(AttributedString text, int width) {
        List<AttributedString> lines = new ArrayList<>();
        for (AttributedString line : text.columnSplitLength(Integer.MAX_VALUE)) {
            wrap(line, width, lines);
        }
        return lines;
    }

    private static void wrap(AttributedString line, int width, List<AttributedString> into) {
        int start = 0;
        int space = -1;
        int columns = 0;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            int wide = Character.isLowSurrogate(c) ? 0 : columns(line, at);
            if (columns + wide > width && c != ' ') {
                int end = space > start ? space : at;
                into.add(line.subSequence(start, end));
                start = space > start ? space + 1 : at;
                space = -1;
                columns = line.subSequence(start, at).columnLength();
            }
            if (c == ' ') {
                space = at;
            }
            columns += wide;
        }
        into.add(line.subSequence(start, line.length()));
    }

    private static int columns(AttributedString line, int at) {
        int end = at + (Character.isHighSurrogate(line.charAt(at)) && at + 1 < line.length() ? 2 : 1);
        return line.subSequence(at, end).columnLength();
    }

    /** Wherever the width ends, for what has its own breaks. */
    static List<AttributedString> hard(AttributedString text, int width) {
        return text.columnSplitLength(width);
    }

    /** With something before the first line, and something as wide before the others. */
    static List<AttributedString> indented(
            List<AttributedString> lines, String first, String others, AttributedStyle style) {
        List<AttributedString> indented = new ArrayList<>();
        for (AttributedString line : lines) {
            indented.add(new AttributedStringBuilder()
                    .styled(style, indented.isEmpty() ? first : others)
                    .append(line)
                    .toAttributedString());
        }
        return indented;
    }

    static AttributedString padded(AttributedString text, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - text.columnLength()));
        AttributedStringBuilder padded = new AttributedStringBuilder();
        return (right ? padded.append(space).append(text) : padded.append(text).append(space)).toAttributedString();
    }
}
