package dev.midwatch.core.action;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the audit file proves. Lines are counted from 1.
 *
 * @param lines  all of them, oldest first
 * @param broken the first line that does not follow from the one before it; empty if nothing was changed or taken out
 * @param torn   lines that were cut off while they were written, by a crash or a full disk: nobody tampered with them
 */
public record AuditChain(List<String> lines, Optional<Integer> broken, List<Integer> torn) {
    /** The step of a line that says that the one before it was found torn. */
    static final String TORN = "torn";

    public AuditChain {
        lines = List.copyOf(lines);
        torn = List.copyOf(torn);
    }

    /** Whether the last line has no end. */
    static boolean endsTorn(byte[] file) {
        return file.length > 0 && file[file.length - 1] != '\n';
    }

    static AuditChain of(byte[] file) {
        List<byte[]> raw = split(file);
        List<String> lines = raw.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
        List<Integer> torn = new ArrayList<>();
        String previous = AuditEnd.EMPTY.hash();
        for (int i = 0; i < raw.size(); i++) {
            String hash = ActionJson.sha256(raw.get(i));
            boolean cutOff = i + 1 < raw.size() ? saysTorn(lines.get(i + 1), hash) : endsTorn(file);
            if (cutOff && !isJson(lines.get(i))) {
                torn.add(i + 1);
            } else if (!linksTo(lines.get(i), previous)) {
                return new AuditChain(lines, Optional.of(i + 1), torn);
            }
            previous = hash;
        }
        return new AuditChain(lines, Optional.empty(), torn);
    }

    /** By the byte: what was cut off need not be text. */
    private static List<byte[]> split(byte[] file) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < file.length; at++) {
            if (file[at] == '\n') {
                lines.add(Arrays.copyOfRange(file, start, at));
                start = at + 1;
            }
        }
        if (start < file.length) {
            lines.add(Arrays.copyOfRange(file, start, file.length));
        }
        return lines;
    }

    private static boolean saysTorn(String line, String previous) {
        return linksTo(line, previous) && ActionJson.parse(line).get("step").is(TORN);
    }

    private static boolean linksTo(String line, String previous) {
        return isJson(line) && ActionJson.parse(line).get("previous").is(previous);
    }

    /** Whether it is a line at all, and not the part of one that a crash left. */
    static boolean isJson(String line) {
        try {
            ActionJson.parse(line);
            return true;
        } catch (IllegalArgumentException notJson) {
            return false;
        }
    }
}
