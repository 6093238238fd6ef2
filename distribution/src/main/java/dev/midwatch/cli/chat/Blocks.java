package dev.midwatch.cli.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts Markdown that comes line by line into blocks that can be shown by themselves: a paragraph, an item of a list, a table, a code block.
 */
final class Blocks {
    private static final Pattern FENCE = Pattern.compile("(\\s*)(`{3,}|~{3,})(.*)");
    private static final Pattern ITEM = Pattern.compile(" ?(?:[-*+]|\\d{1,9}[.)])\\s.*");
    /** What never ends is shown in parts. */
    private static final int MOST = 8_000;

    private final StringBuilder unended = new StringBuilder();
    private final StringBuilder block = new StringBuilder();
    private String fence = "";
    private boolean list;
    private boolean blank;
    private boolean gap;

    /** @param gap whether an empty line stands before it */
    record Block(String markdown, boolean gap) {}

    /** Takes text that comes, and gives the blocks that are whole. */
    List<Block> add(String text) {
        List<Block> whole = new ArrayList<>();
        unended.append(text);
        int end;
        while ((end = unended.indexOf("\n")) >= 0) {
            take(unended.substring(0, end), whole);
            unended.delete(0, end + 1);
        }
        if (unended.length() > MOST) {
            take(unended.toString(), whole);
            unended.setLength(0);
        }
        return whole;
    }

    /** What is left of a text that has ended. */
    List<Block> end() {
        List<Block> whole = new ArrayList<>();
        if (!unended.isEmpty()) {
            take(unended.toString(), whole);
        }
        flush().ifPresent(whole::add);
        forget();
        return whole;
    }

    /** Drops what was not given yet; what comes is another text. */
    void forget() {
        unended.setLength(0);
        block.setLength(0);
        fence = "";
        list = false;
        blank = false;
        gap = false;
    }

    private void take(String line, List<Block> whole) {
        if (!fence.isEmpty()) {
            takeCode(line, whole);
            return;
        }
        if (line.isBlank()) {
            if (list) {
                blank = true;
            } else {
                flush().ifPresent(whole::add);
                gap = true;
            }
            return;
        }
        boolean item = ITEM.matcher(line).matches();
        boolean leavesList = list && blank && !Character.isWhitespace(line.charAt(0));
        if (item || leavesList || block.length() > MOST) {
            boolean loose = blank;
            flush().ifPresent(whole::add);
            gap = gap || loose || !item;
        }
        list = item || list && !leavesList;
        append(blank && !item && !leavesList ? "\n" + line : line);
        blank = false;
        open(line);
    }

    private void open(String line) {
        Matcher opening = FENCE.matcher(line);
        if (opening.matches() && !opening.group(3).contains("`")) {
            fence = opening.group(2);
        }
    }

    private void takeCode(String line, List<Block> whole) {
        append(line);
        Matcher closing = FENCE.matcher(line);
        if (closing.matches()
                && closing.group(2).startsWith(fence)
                && closing.group(3).isBlank()) {
            fence = "";
            if (!list) {
                flush().ifPresent(whole::add);
            }
        } else if (block.length() > MOST) {
            block.append(fence);
            flush().ifPresent(whole::add);
            append(fence);
        }
    }

    private void append(String line) {
        block.append(line).append('\n');
    }

    private Optional<Block> flush() {
        if (block.toString().isBlank()) {
            block.setLength(0);
            return Optional.empty();
        }
        Block whole = new Block(block.toString(), gap);
        block.setLength(0);
        blank = false;
        list = false;
        gap = false;
        return Optional.of(whole);
    }
}
