package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleDaylightSavingTest {
    private static final List<String> TEXTS = List.of(
            "every 15m",
            "every 1h30m",
            "every day at 02:30",
            "weekdays at 9am",
            "sun, mon at 00:00, 02:15, 23:45",
            "*/15 * * * *",
            "*/15 2 * * *",
            "0 2,3 * * *",
            "30 * * * *",
            "5 */2 * * *",
            "0 0 * * *",
            "17 1-3 1,29 * 0",
            "every 3d at 02:59");
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Havana",
            "Africa/Cairo",
            "UTC",
            "Asia/Kolkata",
            "Asia/Beirut",
            "Pacific/Apia");

    private static List<Instant> due(String text, ZoneId zone, Instant from, Instant to) {
        Schedule schedule = Schedule.parse(text);
        List<Instant> due = new ArrayList<>();
        Instant at = from.minusMillis(1);
        while (true) {
            at = schedule.next(at, zone).orElse(Instant.MAX);
            if (!at.isBefore(to)) {
                return due;
            }
            due.add(at);
        }
    }

    private static List<String> onDay(String text, String zone, LocalDate day) {
        ZoneId id = ZoneId.of(zone);
        return due(
                        text,
                        id,
                        day.atStartOfDay(id).toInstant(),
                        day.plusDays(1).atStartOfDay(id).toInstant())
                .stream()
                .map(at -> at.atZone(id).toOffsetDateTime().toString().substring(11))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every day at 02:30 | Europe/Berlin    | 2026-03-29 | 03:30+02:00
            every day at 02:30 | Europe/Berlin    | 2026-10-25 | 02:30+02:00
            30 2 * * *         | Europe/Berlin    | 2026-03-29 | 03:30+02:00
            30 2 * * *         | Europe/Berlin    | 2026-10-25 | 02:30+02:00
            every 1d at 09:00  | Europe/Berlin    | 2026-03-29 | 09:00+02:00
            every 1d at 09:00  | Europe/Berlin    | 2026-10-25 | 09:00+01:00
            every day at 02:30 | America/New_York | 2026-03-08 | 03:30-04:00
            every day at 02:30 | America/New_York | 2026-11-01 | 02:30-05:00
            every day at 01:30 | America/New_York | 2026-11-01 | 01:30-04:00
            0 2,3 * * *        | Europe/Berlin    | 2026-03-29 | 03:00+02:00
            0 2,3 * * *        | Europe/Berlin    | 2026-10-25 | 02:00+02:00 03:00+01:00
            0 1-4 * * *        | Europe/Berlin    | 2026-03-29 | 01:00+01:00 03:00+02:00 04:00+02:00
            every day at 00:30 | America/Havana   | 2026-03-08 | 01:30-04:00
            every day at 02:15 | Australia/Lord_Howe | 2026-10-04 | 02:45+11:00
            2026-03-29T02:30   | Europe/Berlin    | 2026-03-29 | 03:30+02:00
            2026-10-25T02:30   | Europe/Berlin    | 2026-10-25 | 02:30+02:00
            """)
    void isDueOnceOnTheDaysTheClocksChange(String text, String zone, LocalDate day, String times) {
        assertThat(onDay(text, zone, day)).containsExactly(times.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29,23", "2026-10-25,25", "2026-06-01,24"})
    void isDueInEveryRealHourIfMeantForEveryHour(LocalDate day, int hours) {
        assertThat(onDay("*/15 * * * *", "Europe/Berlin", day)).hasSize(hours * 4);
        assertThat(onDay("30 * * * *", "Europe/Berlin", day)).hasSize(hours);
        assertThat(onDay("every 30m", "Europe/Berlin", day)).hasSize(hours * 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
    void keepsTheLengthOfAnIntervalThroughoutTheYear(String zone) {
        List<Instant> due = due(
                "every 1h30m",
                ZoneId.of(zone),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"));
        for (int i = 1; i < due.size(); i++) {
            assertThat(Duration.between(due.get(i - 1), due.get(i))).isEqualTo(Duration.ofMinutes(90));
        }
        assertThat(due).hasSize(365 * 16);
    }

    @Test
    void isDueExactlyOncePerDayInEveryZoneAllYear() {
        for (String zone : List.of("Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe")) {
            for (String time : List.of("00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "23:59")) {
                ZoneId id = ZoneId.of(zone);
                List<LocalDate> days = due(
                                "every day at " + time,
                                id,
                                LocalDate.of(2026, 1, 1).atStartOfDay(id).toInstant(),
                                LocalDate.of(2027, 1, 1).atStartOfDay(id).toInstant())
                        .stream()
                        .map(at -> LocalDate.ofInstant(at, id))
                        .toList();
                assertThat(days)
                        .as("%s at %s", zone, time)
                        .containsExactlyElementsOf(LocalDate.of(2026, 1, 1)
                                .datesUntil(LocalDate.of(2027, 1, 1))
                                .toList());
            }
        }
    }

    /** From wherever one asks, the answer is the same list: strictly later, nothing between, nothing twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20261123, 4711})
    void answersTheSameFromEveryMoment(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            Schedule schedule = Schedule.parse(TEXTS.get(random.nextInt(TEXTS.size())));
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            Instant after = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(366 * 86_400));
            Instant next = schedule.next(after, zone).orElseThrow();
            String what = "%s in %s after %s".formatted(schedule.text(), zone, after);
            assertThat(next).as(what).isAfter(after);
            long gap = Duration.between(after, next).toMillis();
            Instant between = after.plusMillis((long) (random.nextDouble() * gap));
            assertThat(schedule.next(between, zone)).as(what).contains(next);
            assertThat(schedule.next(next.minusMillis(1), zone)).as(what).contains(next);
            assertThat(schedule.last(after, next, zone)).as(what).contains(next);
            assertThat(schedule.last(after, next.minusMillis(1), zone)).as(what).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 77})
    void findsTheLastOfManyAsSteppingDoes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            Schedule schedule = Schedule.parse(TEXTS.get(random.nextInt(TEXTS.size())));
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            Instant after = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(86_400));
            Instant upTo = after.plus(random.nextInt(60), ChronoUnit.DAYS).plusSeconds(random.nextInt(86_400));
            List<Instant> all = due(schedule.text(), zone, after.plusMillis(1), upTo.plusMillis(1));
            assertThat(schedule.last(after, upTo, zone))
                    .as("%s in %s from %s to %s", schedule.text(), zone, after, upTo)
                    .isEqualTo(all.stream().reduce((first, second) -> second));
        }
    }
}
