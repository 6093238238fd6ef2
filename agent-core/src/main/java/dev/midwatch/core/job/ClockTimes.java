package dev.midwatch.core.job;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of day as people write them: {@code 09:00}, {@code 9am}, {@code 5:30 pm}, {@code noon}, and lists of them. */
final class ClockTimes {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm)?");

    private ClockTimes() {}

    static DayTimes parse(String text) {
        List<LocalTime> times = new ArrayList<>();
        for (String one : text.split("\\s*,\\s*|\\s+and\\s+")) {
            times.add(time(one)
                    .orElseThrow(() -> new ScheduleException(
                            "\"%s\" is not a time of day: write 09:00, 9am or 5:30pm".formatted(one), near(one))));
        }
        return new DayTimes(times);
    }

    private static Optional<LocalTime> time(String text) {
        if (text.equals("noon") || text.equals("midnight")) {
            return Optional.of(text.equals("noon") ? LocalTime.NOON : LocalTime.MIDNIGHT);
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches() || time.group(2) == null && time.group(3) == null) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        if (time.group(3) != null) {
            hour = hour < 1 || hour > 12 ? 99 : hour % 12 + (time.group(3).equals("pm") ? 12 : 0);
        }
        return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    /** A time that can be read, from the digits that are there. */
    private static String near(String text) {
        Matcher hour = Pattern.compile("\\d{1,2}").matcher(text);
        int found = hour.find() ? Integer.parseInt(hour.group()) : 9;
        return LocalTime.of(found > 23 ? 23 : found, 0).toString();
    }
}
