package dev.midwatch.core.tool;

import dev.midwatch.core.text.Beginning;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes a long result short by what it is: of a table the header, the rows that stand out and a count of the others; of anything else, with
 * runs of like lines told once, the beginning, the first lines that speak of an error and the end. A pure function; what fits is left as it is.
 *
 * @param characters the most that may remain
 */
public record Digest(int characters) {
    private static final Pattern ERROR = Pattern.compile(
            "(?i)\\b(error|err|fatal|panic|exception|failed|failure|refused|denied|forbidden|timeout|oomkilled|killed)\\b");
    /** What differs between two log lines that say the same. */
    private static final Pattern VARYING = Pattern.compile("[0-9a-f]{8,}|\\d+");

    private static final int MARK = 80;
    private static final int LONGEST_LINE = 600;

    public Digest {
        if (characters < 200) {
            throw new IllegalArgumentException("a digest of " + characters + " characters says nothing");
        }
    }

    /** The text, whole or shortened; what is missing is said in it. */
    public String of(String text) {
        if (text.length() <= characters) {
            return text;
        }
        List<String> lines = text.strip().lines().map(Digest::bounded).toList();
        return TableDigest.of(lines, characters).orElseGet(() -> prose(repeatsOnce(lines)));
    }

    private String prose(List<String> lines) {
        String whole = String.join("\n", lines);
        if (whole.length() <= characters) {
            return whole;
        }
        int room = characters - 2 * MARK;
        int head = fitting(lines, 0, lines.size(), room * 3 / 10);
        int tail = lines.size() - fittingFromEnd(lines, head, room * 4 / 10);
        int first = firstError(lines, head, tail);
        int from = Math.max(head, first - 1);
        int to = first < 0 ? head : from + fitting(lines, from, tail, room * 3 / 10);
        List<String> kept = new ArrayList<>(lines.subList(0, head));
        if (first >= 0) {
            gap(kept, from - head);
            kept.addAll(lines.subList(from, to));
        }
        gap(kept, tail - Math.max(head, to));
        kept.addAll(lines.subList(tail, lines.size()));
        return String.join("\n", kept);
    }

    private static void gap(List<String> kept, int lines) {
        if (lines > 0) {
            kept.add("… " + lines + (lines == 1 ? " line" : " lines") + " left out …");
        }
    }

    private static int firstError(List<String> lines, int from, int to) {
        for (int index = from; index < to; index++) {
            if (ERROR.matcher(lines.get(index)).find()) {
                return index;
            }
        }
        return -1;
    }

    /** How many lines from there on fit. */
    private static int fitting(List<String> lines, int from, int to, int room) {
        int count = 0;
        for (int left = room;
                from + count < to && (left -= lines.get(from + count).length() + 1) >= 0; ) {
            count++;
        }
        return count;
    }

    private static int fittingFromEnd(List<String> lines, int from, int room) {
        int count = 0;
        for (int left = room;
                lines.size() - count > from
                        && (left -= lines.get(lines.size() - 1 - count).length() + 1) >= 0; ) {
            count++;
        }
        return count;
    }

    /** Lines that differ only in numbers, one after the other, become the first and a count. */
    private static List<String> repeatsOnce(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (int index = 0; index < lines.size(); ) {
            String shape = shape(lines.get(index));
            int next = index + 1;
            while (next < lines.size() && shape(lines.get(next)).equals(shape)) {
                next++;
            }
            kept.add(lines.get(index));
            int more = next - index - 1;
            if (more > 2) {
                kept.add("… " + more + " more lines like this, the last: " + lines.get(next - 1));
            } else {
                kept.addAll(lines.subList(index + 1, next));
            }
            index = next;
        }
        return kept;
    }

    private static String shape(String line) {
        return VARYING.matcher(line).replaceAll("#");
    }

    private static String bounded(String line) {
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        String beginning = Beginning.of(line, LONGEST_LINE);
        return beginning + "… " + (line.length() - beginning.length()) + " more characters";
    }
}
