package dev.midwatch.core.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown with one entry a list item, who said it in a comment at its end. Whatever else people put there, headings, prose, code
 * blocks, other bullets, other line ends, stays as it is, byte for byte: a change touches the lines of its entry alone.
 */
record MemoryText(String text) {
    private static final Pattern BULLET = Pattern.compile("(\\s*(?:[-*+]|\\d{1,3}[.)])\\s+)(\\S.*)");
    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
    /** Where an editor says how the file is encoded. */
    private static final String MARK = "\uFEFF";

    /**
     * A list item.
     *
     * @param from    its first line
     * @param to      the line after its last
     * @param bullet  what stands before it
     * @param comment empty if it has none
     */
    record Item(int from, int to, String bullet, String text, Optional<String> comment) {}

    List<Item> items() {
        List<Item> items = new ArrayList<>();
        List<String> lines = lines();
        String open = "";
        for (int at = 0; at < lines.size(); at++) {
            String line = bare(lines.get(at));
            if (!open.isEmpty()) {
                open = line.strip().startsWith(open) || open.equals("-->") && line.contains(open) ? "" : open;
                continue;
            }
            Optional<Item> item = item(lines, at);
            if (item.isPresent()) {
                items.add(item.get());
                at = item.get().to() - 1;
            } else {
                open = opens(line);
            }
        }
        return items;
    }

    boolean holds(String entry) {
        return items().stream().anyMatch(item -> item.text().equals(entry));
    }

    MemoryText with(String entry, String comment) {
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        String before = text.isEmpty() || text.endsWith("\n") ? text : text + end;
        return new MemoryText(before + "- " + entry + " <!-- " + comment + " -->" + end);
    }

    /** The same with another entry in the place of one; empty if there is none of that text. */
    Optional<MemoryText> replacing(String old, String entry, String comment) {
        return items().stream()
                .filter(item -> item.text().equals(old))
                .findFirst()
                .map(item -> {
                    List<String> lines = new ArrayList<>(lines());
                    List<String> place = lines.subList(item.from(), item.to());
                    String end = end(place.get(place.size() - 1));
                    place.clear();
                    place.add(item.bullet() + entry + " <!-- " + comment + " -->" + end);
                    return of(lines);
                });
    }

    /** The same without the entries of that text; empty if there is none. */
    Optional<MemoryText> without(String entry) {
        List<Item> gone =
                items().stream().filter(item -> item.text().equals(entry)).toList();
        List<String> lines = new ArrayList<>(lines());
        for (int i = gone.size() - 1; i >= 0; i--) {
            lines.subList(gone.get(i).from(), gone.get(i).to()).clear();
        }
        return gone.isEmpty() ? Optional.empty() : Optional.of(of(lines));
    }

    private static MemoryText of(List<String> lines) {
        return new MemoryText(String.join("", lines));
    }

    /** A bullet, with the lines that go on below it. What opens a comment and does not close it is none. */
    private static Optional<Item> item(List<String> lines, int at) {
        if (!isBullet(bare(lines.get(at)))) {
            return Optional.empty();
        }
        StringBuilder whole = new StringBuilder(bare(lines.get(at)).stripTrailing());
        int to = at + 1;
        while (to < lines.size() && goesOn(lines.get(to))) {
            whole.append(' ').append(lines.get(to).strip());
            to++;
        }
        Matcher bullet = BULLET.matcher(whole);
        return bullet.matches() ? item(at, to, bullet.group(1), bullet.group(2)) : Optional.empty();
    }

    private static Optional<Item> item(int from, int to, String bullet, String content) {
        int opens = content.endsWith("-->") ? content.lastIndexOf("<!--") : -1;
        String entry = opens < 0 ? content : content.substring(0, opens).stripTrailing();
        Optional<String> comment = opens < 0
                ? Optional.empty()
                : Optional.of(content.substring(opens + 4, content.length() - 3).strip());
        return entry.isEmpty() || entry.contains("<!--") || entry.contains("-->")
                ? Optional.empty()
                : Optional.of(new Item(from, to, bullet, entry, comment));
    }

    /** A line across the page is none. */
    private static boolean isBullet(String line) {
        return BULLET.matcher(line).matches() && !line.matches("[-*\\s]+");
    }

    private static boolean goesOn(String line) {
        return line.matches("(?s)[ \\t]+\\S.*")
                && !isBullet(bare(line))
                && !FENCE.matcher(bare(line)).matches();
    }

    /** What has to come before entries are entries again: the end of a code block or of a comment. */
    private static String opens(String line) {
        Matcher fence = FENCE.matcher(line);
        if (fence.matches()) {
            return fence.group(1);
        }
        return line.lastIndexOf("<!--") > line.lastIndexOf("-->") ? "-->" : "";
    }

    private List<String> lines() {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    private static String bare(String line) {
        String whole = line.substring(0, line.length() - end(line).length());
        return whole.startsWith(MARK) ? whole.substring(1) : whole;
    }

    private static String end(String line) {
        return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
    }
}
