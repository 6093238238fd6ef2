package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * When a scenario is looked at on a server that dates its objects itself: so far ahead that they are as old as the youngest of them is
 * to be. Where a schedule is in it, that is at noon, as in the simulator.
 */
final class RealClock {
    private static final Duration OLD = Duration.ofDays(30);
    private static final Duration TIME_TO_PLACE = Duration.ofSeconds(5);

    private RealClock() {}

    static Instant of(Scenario scenario, Instant real) {
        Instant ahead = real.plus(youngest(scenario)).plus(TIME_TO_PLACE);
        boolean scheduled = scenario.objects().stream()
                .anyMatch(object -> Manifest.kind(object).equals("CronJob"));
        return scheduled ? noonAfter(ahead) : ahead.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant noonAfter(Instant moment) {
        Instant noon = moment.atZone(ZoneOffset.UTC).with(LocalTime.NOON).toInstant();
        return noon.isBefore(moment) ? noon.plus(Duration.ofDays(1)) : noon;
    }

    private static Duration youngest(Scenario scenario) {
        return scenario.objects().stream()
                .filter(object -> !Manifest.kind(object).equals("Event"))
                .flatMap(RealClock::ages)
                .min(Duration::compareTo)
                .orElse(OLD);
    }

    private static Stream<Duration> ages(ObjectNode object) {
        return Stream.of("creationTimestamp", "deletionTimestamp")
                .map(field -> object.at("/metadata/" + field))
                .filter(moment -> moment.isTextual())
                .flatMap(moment -> Moments.before(moment.textValue()).stream())
                .filter(age -> !age.isNegative());
    }
}
