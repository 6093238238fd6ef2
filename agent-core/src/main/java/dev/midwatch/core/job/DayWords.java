package dev.midwatch.core.job;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Days of the week as people write them: {@code weekdays}, {@code monday, wed}, {@code mon-fri}. */
final class DayWords {
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Map<String, Set<DayOfWeek>> WORDS = words();

    private DayWords() {}

    static Set<String> known() {
        return WORDS.keySet();
    }

    /** Empty if any word of it is not a day. */
    static Optional<Set<DayOfWeek>> parse(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+")) {
            Optional<Set<DayOfWeek>> found = part(part);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            days.addAll(found.get());
        }
        return Optional.of(days);
    }

    static String text(Set<DayOfWeek> days) {
        if (days.equals(WEEKDAYS) || days.equals(WEEKEND)) {
            return days.equals(WEEKDAYS) ? "weekdays" : "weekends";
        }
        return days.stream().sorted().map(DayWords::name).collect(Collectors.joining(", "));
    }

    private static Optional<Set<DayOfWeek>> part(String part) {
        String[] ends = part.split("\\s*-\\s*|\\s+(?:to|through)\\s+");
        if (ends.length != 2) {
            return Optional.ofNullable(WORDS.get(part));
        }
        Set<DayOfWeek> first = WORDS.getOrDefault(ends[0], Set.of());
        Set<DayOfWeek> last = WORDS.getOrDefault(ends[1], Set.of());
        if (first.size() != 1 || last.size() != 1) {
            return Optional.empty();
        }
        DayOfWeek day = first.iterator().next();
        DayOfWeek end = last.iterator().next();
        Set<DayOfWeek> range = EnumSet.of(day);
        while (day != end) {
            day = day.plus(1);
            range.add(day);
        }
        return Optional.of(range);
    }

    private static Map<String, Set<DayOfWeek>> words() {
        Map<String, Set<DayOfWeek>> words = new TreeMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            words.put(name(day), Set.of(day));
            words.put(name(day) + "s", Set.of(day));
            words.put(name(day).substring(0, 3), Set.of(day));
        }
        words.put("tues", Set.of(DayOfWeek.TUESDAY));
        words.put("thurs", Set.of(DayOfWeek.THURSDAY));
        words.put("weekday", WEEKDAYS);
        words.put("weekdays", WEEKDAYS);
        words.put("weekend", WEEKEND);
        words.put("weekends", WEEKEND);
        return words;
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
    }
}
