package dev.midwatch.core.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Local times of a day, and the moments they are on a given day, daylight saving included. */
final class DayTimes {
    private final NavigableSet<LocalTime> times;
    /** Whether every hour has one: then both hours that carry one name are meant. */
    private final boolean everyHour;

    DayTimes(Collection<LocalTime> times) {
        this.times = new TreeSet<>(times);
        this.everyHour =
                this.times.stream().mapToInt(LocalTime::getHour).distinct().count() == 24;
    }

    List<LocalTime> all() {
        return List.copyOf(times);
    }

    String text() {
        return times.stream().map(LocalTime::toString).collect(Collectors.joining(", "));
    }

    /** Whether an hour is not before the first and not after the last of several; a single time is no limit. */
    boolean span(LocalTime time) {
        return times.size() == 1
                || time.getHour() >= times.first().getHour()
                        && time.getHour() <= times.last().getHour();
    }

    /** The first of that day's moments which is after the given one. */
    Optional<Instant> firstAfter(Instant after, LocalDate day, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant start = day.atStartOfDay(zone).toInstant();
        ZoneOffsetTransition change = rules.nextTransition(start.minusSeconds(1));
        if (change != null
                && !change.getInstant()
                        .isAfter(day.plusDays(1).atStartOfDay(zone).toInstant())) {
            return Optional.ofNullable(moments(day, zone).higher(after));
        }
        ZoneOffset offset = rules.getOffset(start);
        LocalDateTime local = LocalDateTime.ofInstant(after, offset);
        LocalTime time = local.toLocalDate().isBefore(day)
                ? times.first()
                : local.toLocalDate().isAfter(day) ? null : times.higher(local.toLocalTime());
        return Optional.ofNullable(time).map(found -> day.atTime(found).toInstant(offset));
    }

    /** On a day when the clocks change: a set, since a shifted time may meet one that is there anyway. */
    private NavigableSet<Instant> moments(LocalDate day, ZoneId zone) {
        NavigableSet<Instant> moments = new TreeSet<>();
        for (LocalTime time : times) {
            LocalDateTime local = day.atTime(time);
            // In a gap this is later by the length of the gap, in an overlap it is the first of the two.
            moments.add(local.atZone(zone).toInstant());
            if (everyHour) {
                moments.add(local.atZone(zone).withLaterOffsetAtOverlap().toInstant());
            }
        }
        return moments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayTimes that && times.equals(that.times);
    }

    @Override
    public int hashCode() {
        return times.hashCode();
    }
}
