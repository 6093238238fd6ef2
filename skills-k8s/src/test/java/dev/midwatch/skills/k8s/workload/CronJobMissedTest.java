package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CronJobMissedTest {
    private final CheckRun check = CheckRun.of(new CronJobMissed());

    /** Now is noon. */
    private static FakeCluster hourly(String spec, String status) {
        return FakeCluster.of("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {schedule: "0 * * * *", %s}
                status: {%s}
                """.formatted(spec, status));
    }

    private static String times(String scheduled, String successful) {
        return "lastScheduleTime: \"%s\", lastSuccessfulTime: \"%s\"".formatted(scheduled, successful);
    }

    @Test
    void reportsARunThatWasDueAndNotStarted() throws ClusterException {
        Finding finding = check.findings(hourly("", times("2026-01-02T08:00:00Z", "2026-01-02T08:05:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("CronJobMissed");
        assertThat(finding.since()).contains(Instant.parse("2026-01-02T09:00:00Z"));
    }

    @Test
    void isSilentWhenItRunsAsItShould() throws ClusterException {
        assertThat(check.reasons(hourly("", times("2026-01-02T12:00:00Z", "2026-01-02T11:05:00Z"))))
                .isEmpty();
        assertThat(check.reasons(hourly("", times("2026-01-02T11:00:00Z", "2026-01-02T11:05:00Z"))))
                .isEmpty();
    }

    @Test
    void isSilentAboutASuspendedOne() throws ClusterException {
        assertThat(check.reasons(hourly("suspend: true", times("2026-01-01T08:00:00Z", "2026-01-01T08:05:00Z"))))
                .isEmpty();
    }

    @Test
    void waitsForARunThatMayNotOverlap() throws ClusterException {
        String longer = times("2026-01-02T10:00:00Z", "2026-01-02T09:05:00Z") + ", active: [{name: report-1}]";
        String endless = times("2026-01-02T08:00:00Z", "2026-01-02T07:05:00Z") + ", active: [{name: report-1}]";

        assertThat(check.reasons(hourly("concurrencyPolicy: Forbid", longer))).isEmpty();
        assertThat(check.reasons(hourly("concurrencyPolicy: Allow", longer))).containsExactly("CronJobMissed");
        assertThat(check.findings(hourly("concurrencyPolicy: Forbid", endless)))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "CronJobHeldBack", "Job report-1 is still active, and two runs may not overlap"));
    }

    @Test
    void honoursALongDeadlineAndATimeZone() throws ClusterException {
        assertThat(check.reasons(hourly(
                        "startingDeadlineSeconds: 86400", times("2026-01-02T10:00:00Z", "2026-01-02T11:05:00Z"))))
                .isEmpty();
        FakeCluster berlin = FakeCluster.of("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report, namespace: shop, creationTimestamp: "2025-01-01T00:00:00Z"}
                spec: {schedule: "45 12 * * *", timeZone: Europe/Berlin}
                status: {lastScheduleTime: "2026-01-01T11:45:00Z", lastSuccessfulTime: "2026-01-01T11:46:00Z"}
                """);
        assertThat(check.reasons(berlin)).containsExactly("CronJobMissed");
    }

    @Test
    void reportsOneThatRunsAndDoesNotSucceed() throws ClusterException {
        Finding finding = check.findings(hourly("", times("2026-01-02T12:00:00Z", "2026-01-02T08:05:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("CronJobNotSucceeding");
        assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("CronJob shop/report");
    }

    @Test
    void reportsOneThatHasNeverSucceededUnlessItIsStillAtIt() throws ClusterException {
        String never = "lastScheduleTime: \"2026-01-02T12:00:00Z\"";

        assertThat(check.findings(hourly("", never)).get(0).summary())
                .isEqualTo("CronJob shop/report has never succeeded");
        assertThat(check.reasons(hourly("", never + ", active: [{name: report-1}]")))
                .isEmpty();
    }

    @Test
    void reportsAScheduleThatIsNotUnderstood() throws ClusterException {
        assertThat(check.findings(hourly("timeZone: Mars/Olympus", "")).get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly("CronJobScheduleInvalid", "time zone Mars/Olympus is not known");
    }

    @Test
    void reportsADayThatNeverComesAndADeadlineThatIsOverAtOnce() throws ClusterException {
        FakeCluster never = FakeCluster.of("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {schedule: "0 4 30 2 *"}
                """);
        String missed = times("2026-01-02T10:00:00Z", "2026-01-02T10:05:00Z");

        assertThat(check.findings(never))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("CronJobScheduleInvalid", "no month has such a day"));
        assertThat(check.reasons(hourly("startingDeadlineSeconds: 5", missed)))
                .containsExactly("CronJobDeadlineTooShort");
        assertThat(check.reasons(hourly("startingDeadlineSeconds: 0", missed)))
                .containsExactly("CronJobDeadlineTooShort");
        assertThat(check.reasons(hourly("startingDeadlineSeconds: 10", missed))).containsExactly("CronJobMissed");
    }

    @Test
    void isSilentAboutAShortDeadlineThatIsKept() throws ClusterException {
        assertThat(check.reasons(
                        hourly("startingDeadlineSeconds: 5", times("2026-01-02T12:00:00Z", "2026-01-02T11:05:00Z"))))
                .isEmpty();
    }

    @Test
    void tellsAMissedTimeOnceItLasts() throws ClusterException {
        assertThat(check.findings(hourly("", times("2026-01-02T08:00:00Z", "2026-01-02T08:05:00Z"))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void countsNoTimeAtWhichItWasSuspended() throws ClusterException {
        FakeCluster resumed = hourly("", times("2026-01-02T02:00:00Z", "2026-01-02T02:05:00Z"));
        CheckRun seen = check.history(
                "suspended",
                "CronJob shop/report",
                new Trend.Point(Instant.parse("2026-01-02T03:30:00Z"), 1),
                new Trend.Point(Instant.parse("2026-01-02T11:20:00Z"), 1));

        assertThat(seen.reasons(resumed)).isEmpty();
        assertThat(seen.at(Instant.parse("2026-01-02T12:30:00Z")).findings(resumed))
                .singleElement()
                .extracting(Finding::since)
                .isEqualTo(Optional.of(Instant.parse("2026-01-02T12:00:00Z")));
        assertThat(check.reasons(resumed)).containsExactly("CronJobMissed");
    }

    @Test
    void doesNotCallItFailingWhileItsLastRunSucceeded() throws ClusterException {
        FakeCluster resumed =
                hourly("startingDeadlineSeconds: 86400", times("2026-01-02T02:00:00Z", "2026-01-02T02:05:00Z"));

        assertThat(check.reasons(resumed)).isEmpty();
    }

    @Test
    void letsARunOfLessThanAnHourHoldBackTheNextOnes() throws ClusterException {
        FakeCluster often = FakeCluster.of("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {schedule: "*/5 * * * *", concurrencyPolicy: Forbid}
                status: {lastScheduleTime: "2026-01-02T11:20:00Z", lastSuccessfulTime: "2026-01-02T11:16:00Z", active: [{name: report-1}]}
                """);

        assertThat(check.reasons(often)).isEmpty();
        assertThat(check.at(Instant.parse("2026-01-02T12:30:00Z")).reasons(often))
                .containsExactly("CronJobHeldBack");
    }

    /** In Berlin, where it is winter, the clock is an hour ahead of UTC. */
    private static String daily(String name, String schedule, String status) {
        return """
                ---
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: %s, namespace: shop, creationTimestamp: "2026-01-01T09:30:00Z"}
                spec: {schedule: "%s"}
                status: {%s}
                """.formatted(name, schedule, status);
    }

    @Test
    void followsTheClockOfAControllerThatIsAProgramOfItsHost() throws ClusterException {
        CheckRun afternoon = check.at(Instant.parse("2026-01-02T19:00:00Z"));

        assertThat(afternoon.reasons(FakeCluster.of(
                        daily("report", "0 8 * * *", times("2026-01-02T07:00:00Z", "2026-01-02T07:05:00Z")))))
                .as("at eight in Berlin")
                .isEmpty();
        assertThat(afternoon.reasons(FakeCluster.of(
                        daily("report", "0 9-17 * * *", times("2026-01-02T16:00:00Z", "2026-01-02T16:05:00Z")))))
                .as("at five in Berlin, or at four in London")
                .isEmpty();
        assertThat(check.at(Instant.parse("2026-01-03T09:00:00Z"))
                        .reasons(FakeCluster.of(
                                daily("report", "0 8 * * *", times("2026-01-02T07:00:00Z", "2026-01-02T07:05:00Z")))))
                .containsExactly("CronJobMissed");
    }

    @Test
    void givesALocalClockTheHourByWhichItIsPutBackInAutumn() throws ClusterException {
        FakeCluster summer =
                FakeCluster.of(daily("report", "0 8 * * *", times("2026-10-24T06:00:00Z", "2026-10-24T06:05:00Z")));

        assertThat(check.at(Instant.parse("2026-10-25T06:50:00Z")).reasons(summer))
                .isEmpty();
        assertThat(check.at(Instant.parse("2026-10-25T07:20:00Z")).reasons(summer))
                .containsExactly("CronJobMissed");
    }

    @Test
    void doesNotReadAStartOfSummerByTheClockOfWinter() throws ClusterException {
        String nightly = daily("backup", "0 3 * * *", times("2026-10-27T02:00:00Z", "2026-10-27T02:05:00Z"));
        String monthly = daily("report", "0 8 1 * *", times("2026-10-01T06:00:00Z", "2026-10-01T06:05:00Z"));
        FakeCluster cluster = FakeCluster.of((nightly + monthly).replace("2026-01-01T09:30", "2026-01-01T00:30"));

        assertThat(check.at(Instant.parse("2026-10-27T12:00:00Z")).reasons(cluster))
                .isEmpty();
        assertThat(check.at(Instant.parse("2026-11-01T09:30:00Z"))
                        .reasons(FakeCluster.of(nightly.replace("2026-10-27T02", "2026-11-01T02") + monthly)))
                .containsExactly("CronJobMissed");
    }

    @Test
    void learnsTheClockFromTheOthersForOneThatWasNeverStarted() throws ClusterException {
        String never = daily("report", "0 11 * * *", "");
        String berlin = daily("backup", "0 3 * * *", times("2026-01-02T02:00:00Z", "2026-01-02T02:05:00Z"));
        String london = berlin.replace("T02:", "T03:");
        CheckRun noon = check.at(Instant.parse("2026-01-01T11:30:00Z"));

        assertThat(noon.reasons(FakeCluster.of(never)))
                .as("in New York it is early")
                .isEmpty();
        assertThat(noon.reasons(FakeCluster.of(never + london.replace("-02T", "-01T"))))
                .containsExactly("CronJobMissed");
        assertThat(noon.reasons(FakeCluster.of(never + berlin.replace("-02T", "-01T"))))
                .as("ten o'clock has passed, but it may be autumn")
                .containsExactly("CronJobMissed");
    }
}
