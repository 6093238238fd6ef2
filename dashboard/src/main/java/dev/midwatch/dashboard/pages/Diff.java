package dev.midwatch.dashboard.pages;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff, line by line, with what is different within a line that was changed.
 *
 * @param lines without the names of files
 */
public record Diff(List<Line> lines) {
    private static final char MARK = '\u0001';
    private static final Pattern MARKED = Pattern.compile(MARK + "([^" + MARK + "]*)" + MARK);
    private static final int CONTEXT = 3;
    /** Comparing word by word takes the square of what is compared. */
    private static final int LONGEST = 2_000;

    public Diff {
        lines = List.copyOf(lines);
    }

    /**
     * One line of it.
     *
     * @param kind added, removed, place or same
     */
    public record Line(String kind, List<Piece> pieces) {
        public Line {
            pieces = List.copyOf(pieces);
        }

        static Line of(String kind, String text) {
            return new Line(kind, List.of(new Piece(text, false)));
        }

        public String sign() {
            return switch (kind) {
                case "added" -> "+";
                case "removed" -> "-";
                default -> "";
            };
        }

        public String words() {
            return switch (kind) {
                case "added" -> "added: ";
                case "removed" -> "removed: ";
                default -> "";
            };
        }

        String text() {
            StringBuilder text = new StringBuilder();
            pieces.forEach(piece -> text.append(piece.text()));
            return text.toString();
        }
    }

    /** A part of a line; {@code changed} if the other side has something else there. */
    public record Piece(String text, boolean changed) {}

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    static Diff between(String before, String after) {
        List<String> old = before.lines().toList();
        return parse(String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        "before",
                        "after",
                        old,
                        DiffUtils.diff(old, after.lines().toList()),
                        CONTEXT)));
    }

    /** Without the names of files, which stand before the first place and look like lines of it. */
    private static List<String> body(String unified) {
        List<String> lines = unified.lines().toList();
        boolean named = lines.size() > 1
                && lines.get(0).startsWith("--- ")
                && lines.get(1).startsWith("+++ ");
        return named ? lines.subList(2, lines.size()) : lines;
    }

    static Diff parse(String unified) {
        List<Line> lines = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (String line : body(unified)) {
            if (line.startsWith("-") && added.isEmpty()) {
                removed.add(line.substring(1));
            } else if (line.startsWith("+")) {
                added.add(line.substring(1));
            } else {
                flush(removed, added, lines);
                if (line.startsWith("-")) {
                    removed.add(line.substring(1));
                } else {
                    lines.add(plain(line));
                }
            }
        }
        flush(removed, added, lines);
        return new Diff(lines);
    }

    private static Line plain(String line) {
        if (line.startsWith("@@")) {
            return Line.of("place", line);
        }
        return Line.of("same", line.startsWith(" ") ? line.substring(1) : line);
    }

    /** As many lines went as came: each took the place of one. */
    private static void flush(List<String> removed, List<String> added, List<Line> lines) {
        if (removed.size() == added.size() && length(removed) + length(added) <= LONGEST) {
            List<Line> fresh = new ArrayList<>();
            for (int n = 0; n < removed.size(); n++) {
                DiffRow row = words(removed.get(n), added.get(n));
                lines.add(new Line("removed", pieces(row.getOldLine())));
                fresh.add(new Line("added", pieces(row.getNewLine())));
            }
            lines.addAll(fresh);
        } else {
            removed.forEach(line -> lines.add(Line.of("removed", line)));
            added.forEach(line -> lines.add(Line.of("added", line)));
        }
        removed.clear();
        added.clear();
    }

    private static int length(List<String> lines) {
        return lines.stream().mapToInt(String::length).sum();
    }

    private static DiffRow words(String before, String after) {
        return DiffRowGenerator.create()
                .showInlineDiffs(true)
                .inlineDiffByWord(true)
                .mergeOriginalRevised(false)
                .lineNormalizer(line -> line)
                .oldTag(open -> String.valueOf(MARK))
                .newTag(open -> String.valueOf(MARK))
                .build()
                .generateDiffRows(List.of(clean(before)), List.of(clean(after)))
                .get(0);
    }

    private static String clean(String line) {
        return line.replace(MARK, ' ');
    }

    private static List<Piece> pieces(String marked) {
        List<Piece> pieces = new ArrayList<>();
        Matcher found = MARKED.matcher(marked);
        int at = 0;
        while (found.find()) {
            if (found.start() > at) {
                pieces.add(new Piece(marked.substring(at, found.start()), false));
            }
            pieces.add(new Piece(found.group(1), true));
            at = found.end();
        }
        if (at < marked.length() || pieces.isEmpty()) {
            pieces.add(new Piece(marked.substring(at), false));
        }
        return pieces;
    }
}
