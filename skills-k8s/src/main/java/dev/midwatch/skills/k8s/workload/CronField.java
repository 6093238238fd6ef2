package dev.midwatch.skills.k8s.workload;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression: the values it allows.
 *
 * @param any whether it was written as a star, which decides how days of the month and of the week are joined
 */
record CronField(BitSet allowed, boolean any) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** What a field may hold: its bounds, and names for its values from the lower bound on. */
    enum Kind {
        MINUTE(0, 59, List.of()),
        HOUR(0, 23, List.of()),
        DAY(1, 31, List.of()),
        MONTH(1, 12, MONTHS),
        WEEKDAY(0, 6, WEEKDAYS);

        private final int least;
        private final int most;
        private final List<String> names;

        Kind(int least, int most, List<String> names) {
            this.least = least;
            this.most = most;
            this.names = names;
        }

        private int value(String text) {
            int named = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (named >= 0) {
                return least + named;
            }
            if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(
                        "%s is not a %s from %d to %d".formatted(text, name().toLowerCase(Locale.ROOT), least, most));
            }
            return Integer.parseInt(text);
        }
    }

    /** @throws IllegalArgumentException with what was not understood */
    static CronField parse(Kind kind, String text) {
        BitSet allowed = new BitSet();
        boolean any = false;
        for (String part : text.split(",", -1)) {
            any |= part.matches("[*?](/1)?");
            add(kind, part, allowed);
        }
        return new CronField(allowed, any);
    }

    private static void add(Kind kind, String part, BitSet allowed) {
        String[] rangeAndStep = part.split("/", -1);
        String range = rangeAndStep[0];
        if (rangeAndStep.length > 2 || range.isEmpty()) {
            throw new IllegalArgumentException(part + " is not a value, a range or a step");
        }
        boolean all = range.equals("*") || range.equals("?");
        String[] ends = range.split("-", -1);
        int from = all ? kind.least : kind.value(ends[0]);
        int to = all || ends.length == 1 && rangeAndStep.length == 2 ? kind.most : kind.value(ends[ends.length - 1]);
        int step = rangeAndStep.length == 2 ? step(rangeAndStep[1]) : 1;
        if (ends.length > 2 || from > to) {
            throw new IllegalArgumentException(range + " is not a range");
        }
        for (int value = from; value <= to; value += step) {
            allowed.set(value);
        }
    }

    private static int step(String text) {
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(text + " is not a step");
        }
        return Integer.parseInt(text);
    }

    boolean allows(int value) {
        return allowed.get(value);
    }
}
