package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.channel.ShownCards;
import dev.midwatch.core.incident.Ending;
import dev.midwatch.core.incident.IncidentQuery;
import dev.midwatch.core.incident.Incidents;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a finding to a repair that was approved, run and verified. */
class RepairIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final String SHOP = "/apis/apps/v1/namespaces/shop/deployments/shop";
    private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";
    private static final String CRASH = """
            crash:
              workload: shop/shop
              exit-code: 1
              after: 12s
              log:
                - 'level=warn msg="connection from pool is stale" session=gone age=11d23h'
                - 'panic: no usable database connection after 3 attempts'""";
    private static final String HEALED_BY_RESTART = CRASH + "\n  healed-by: restart";

    @TempDir
    Path directory;

    private SimulatedWatch watch(String config) {
        return SimulatedWatch.start(directory, MIDNIGHT, "timezone: UTC\n" + config);
    }

    /** The proposal for the crash. */
    private static Proposal crashed(SimulatedWatch watch, String crash) {
        watch.simulation.inject(crash);
        for (int minute = 0; minute < 60 && watch.proposals().isEmpty(); minute++) {
            watch.minutes(1);
        }
        assertThat(watch.proposals()).hasSize(1);
        return watch.proposals().get(0);
    }

    private static boolean restarted(SimulatedWatch watch) {
        return watch.object(SHOP)
                .path("spec")
                .path("template")
                .path("metadata")
                .path("annotations")
                .has(RESTARTED);
    }

    private static List<String> steps(SimulatedWatch watch) {
        Audit audit = watch.kernel.get(Audit.class);
        assertThat(audit.chain().broken()).isEmpty();
        return audit.lines().stream()
                .map(line -> line.replaceAll(".*\"step\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void whatIsApprovedRunsIsVerifiedAndToldAsFixed() {
        try (SimulatedWatch watch = watch("")) {
            Proposal proposal = crashed(watch, HEALED_BY_RESTART);
            assertThat(watch.heard())
                    .contains("may I?")
                    .contains("kubectl -n shop rollout restart deployment/shop")
                    .contains("proposal " + proposal.id());
            assertThat(restarted(watch))
                    .as("nothing happens before it is approved")
                    .isFalse();

            assertThat(watch.decide("approve:" + proposal.id())).startsWith("Approved and done");
            assertThat(restarted(watch)).isTrue();
            watch.minutes(15);
            assertThat(watch.heard()).containsOnlyOnce("fixed:").doesNotContain("fix failed");
            assertThat(steps(watch)).containsExactly("proposed", "approved", "executing", "executed", "verified");
            assertThat(watch.proposals()).extracting(Proposal::state).containsExactly(State.APPROVED);
            assertThat(watch.decide("approve:" + proposal.id())).contains("already approved");
        }
    }

    @Test
    void whatFixedItIsRememberedWhenItBreaksAgain() {
        try (SimulatedWatch watch = watch("")) {
            watch.decide("approve:" + crashed(watch, HEALED_BY_RESTART).id());
            watch.minutes(20);
            assertThat(watch.heard()).contains("fixed:").doesNotContain("seen before");
            assertThat(watch.kernel.get(Incidents.class).find(IncidentQuery.ALL, 5))
                    .singleElement()
                    .satisfies(incident -> {
                        assertThat(incident.about()).isEqualTo("Deployment shop/shop");
                        assertThat(incident.ending())
                                .isEqualTo(new Ending(
                                        Ending.Kind.ACTION, "kubectl -n shop rollout restart deployment/shop"));
                    });

            watch.minutes(60 * 5);
            watch.simulation.inject(CRASH);
            StringBuilder heard = new StringBuilder();
            for (int minute = 0; minute < 60 && heard.indexOf("seen before") < 0; minute++) {
                watch.minutes(1);
                heard.append(watch.heard());
            }
            assertThat(heard)
                    .containsPattern(
                            "seen before: once, last on \\d\\d:\\d\\d for \\d+ min; fixed by `?kubectl -n shop rollout restart deployment/shop");
        }
    }

    @Test
    void whatWasAskedBecomesTheRecordOfWhatCameOfIt() {
        try (SimulatedWatch watch = watch("")) {
            Proposal proposal = crashed(watch, HEALED_BY_RESTART);
            ShownCards cards = watch.kernel.get(Outbox.class).cards();
            String message = cards.newest("proposal:" + proposal.id()).orElseThrow();
            assertThat(cards.of(message))
                    .extracting(card -> card.shown().tone())
                    .containsExactly(Tone.CRITICAL, Tone.ASKING);

            watch.decide("approve:" + proposal.id());
            watch.minutes(1);
            assertThat(cards.of(message).get(1).shown().inWords())
                    .startsWith("approved by console:tester at ")
                    .contains("watched until");
            watch.minutes(14);
            assertThat(cards.of(message))
                    .extracting(card -> card.shown().tone())
                    .containsExactly(Tone.GOOD, Tone.GOOD);
            assertThat(cards.of(message).get(0).shown().inWords()).startsWith("resolved after ");
            assertThat(cards.of(message).get(1).shown().inWords()).contains("; fixed, ");
            assertThat(cards.openMessages()).isEmpty();
        }
    }

    @Test
    void anActionThatACrashCutOffIsSettledToldAndVerified() {
        try (SimulatedWatch watch = watch("")) {
            watch.decide("approve:" + crashed(watch, HEALED_BY_RESTART).id());
            // As a crash leaves it between the audit file and the store.
            watch.kernel.get(Database.class).update("UPDATE actions SET outcome = 'BEGUN'");
            watch.heard();
            watch.minutes(15);
            assertThat(watch.heard())
                    .containsOnlyOnce("cut off: kubectl -n shop rollout restart deployment/shop")
                    .contains("it was done")
                    .containsOnlyOnce("fixed:");
            assertThat(steps(watch)).containsExactly("proposed", "approved", "executing", "executed", "verified");
        }
    }

    @Test
    void theChangedObjectSaysWhoChangedItAndUnderWhichAuditLine() {
        try (SimulatedWatch watch = watch("")) {
            watch.decide("approve:" + crashed(watch, HEALED_BY_RESTART).id());
            JsonNode metadata = watch.object(SHOP).path("metadata");
            String auditId =
                    metadata.path("annotations").path("midwatch.dev/audit-id").asText();
            assertThat(auditId).isNotEmpty();
            assertThat(watch.kernel.get(Audit.class).lines())
                    .filteredOn(line -> line.contains("\"audit_id\":\"" + auditId + "\""))
                    .as("approved, executing, executed")
                    .hasSize(3);
            assertThat(StreamSupport.stream(metadata.path("managedFields").spliterator(), false))
                    .filteredOn(entry -> entry.path("manager").asText().equals("midwatch"))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.path("fieldsV1").toString()).contains(RESTARTED));
        }
    }

    @Test
    void whatIsDeniedIsNotProposedAgain() {
        try (SimulatedWatch watch = watch("findings: {repeat_after: 30m}\n")) {
            Proposal proposal = crashed(watch, HEALED_BY_RESTART);
            assertThat(watch.decide("deny:" + proposal.id())).startsWith("Denied");
            watch.heard();
            watch.minutes(90);
            assertThat(watch.heard())
                    .as("the crash itself is told again")
                    .contains("shop/shop")
                    .doesNotContain("may I?");
            assertThat(watch.proposals()).extracting(Proposal::state).containsExactly(State.DENIED);
            assertThat(restarted(watch)).isFalse();
            assertThat(steps(watch)).containsExactly("proposed", "denied");
        }
    }

    @Test
    void aRepairThatDoesNotHelpIsToldAsSuch() {
        try (SimulatedWatch watch = watch("")) {
            watch.decide("approve:" + crashed(watch, CRASH).id());
            watch.minutes(30);
            assertThat(watch.heard()).containsOnlyOnce("fix failed:").doesNotContain("fixed:");
            assertThat(steps(watch)).startsWith("proposed", "approved", "executing", "executed", "not fixed");
        }
    }

    @Test
    void whatACrashKeptFromBeingToldIsToldAndNotUndoneTwice() {
        try (SimulatedWatch watch = watch("")) {
            watch.decide("approve:" + crashed(watch, CRASH).id());
            watch.minutes(30);
            watch.heard();
            List<String> before = steps(watch);
            // As a crash leaves it after the undo and before the message.
            Database database = watch.kernel.get(Database.class);
            database.update("INSERT INTO untold SELECT audit_id FROM actions");
            database.update(
                    "INSERT INTO actions (audit_id, name, target, canonical, origin, ran, deadline, outcome)"
                            + " SELECT 'undo-1', name, target, canonical, 'undo:' || audit_id, ran, deadline, 'FIXED' FROM actions");
            database.update("DELETE FROM outbox WHERE id LIKE 'verified-%'");

            watch.minutes(2);
            assertThat(watch.heard()).containsOnlyOnce("fix failed:").contains("Undone: ", "(audit undo-1)");
            assertThat(steps(watch)).isEqualTo(before);
        }
    }

    @Test
    void autoSafeRunsASafeRepairWithoutAsking() {
        try (SimulatedWatch watch = watch("actions: {mode: auto_safe}\n")) {
            watch.simulation.inject(HEALED_BY_RESTART);
            watch.minutes(30);
            assertThat(watch.heard())
                    .contains("done: kubectl -n shop rollout restart deployment/shop")
                    .containsOnlyOnce("fixed:");
            assertThat(watch.proposals()).isEmpty();
            assertThat(steps(watch)).containsExactly("executing", "executed", "verified");
            assertThat(watch.runs())
                    .filteredOn(run -> run.wrote())
                    .as("the run said beforehand that it may write")
                    .isNotEmpty();
        }
    }

    @Test
    void nothingIsProposedInAProtectedNamespace() {
        try (SimulatedWatch watch = watch("actions: {protected_namespaces: [kube-system, shop]}\n")) {
            watch.simulation.inject(HEALED_BY_RESTART);
            watch.minutes(30);
            assertThat(watch.heard()).contains("namespace shop is protected").doesNotContain("may I?");
            assertThat(watch.proposals()).isEmpty();
            assertThat(restarted(watch)).isFalse();
            assertThat(steps(watch)).containsOnly("refused");
        }
    }

    @Test
    void modeOffProposesNothing() {
        try (SimulatedWatch watch = watch("actions: {mode: off}\n")) {
            watch.simulation.inject(HEALED_BY_RESTART);
            watch.minutes(30);
            assertThat(watch.heard()).contains("shop/shop").doesNotContain("may I?");
            assertThat(watch.proposals()).isEmpty();
            assertThat(restarted(watch)).isFalse();
        }
    }

    @Test
    void anExpiredProposalCannotBeApproved() {
        try (SimulatedWatch watch = watch("")) {
            Proposal proposal = crashed(watch, HEALED_BY_RESTART);
            watch.simulation.advance(Duration.between(watch.now(), proposal.expires()));
            assertThat(watch.decide("approve:" + proposal.id())).contains("expired");
            assertThat(restarted(watch)).isFalse();
            assertThat(watch.proposals()).extracting(Proposal::state).containsExactly(State.EXPIRED);
            assertThat(steps(watch)).containsExactly("proposed", "expired");
        }
    }

    @Test
    void aTargetThatChangedMeanwhileVoidsTheProposal() {
        try (SimulatedWatch watch = watch("")) {
            Proposal proposal = crashed(watch, HEALED_BY_RESTART);
            watch.simulation.inject("scale: {workload: shop/shop, replicas: 4}");
            assertThat(watch.decide("approve:" + proposal.id())).contains("has changed since it was looked at");
            assertThat(restarted(watch)).isFalse();
            assertThat(watch.proposals()).extracting(Proposal::state).containsExactly(State.VOID);
        }
    }

    @Test
    void ofTwoWhoDecideAtOnceOneWins() throws Exception {
        try (SimulatedWatch watch = watch("")) {
            Proposal proposal = crashed(watch, HEALED_BY_RESTART);
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                CountDownLatch go = new CountDownLatch(1);
                Future<String> one = two.submit(() -> atOnce(watch, go, proposal));
                Future<String> other = two.submit(() -> atOnce(watch, go, proposal));
                go.countDown();
                assertThat(List.of(one.get(30, TimeUnit.SECONDS), other.get(30, TimeUnit.SECONDS)))
                        .filteredOn(answer -> answer.startsWith("Approved and done"))
                        .hasSize(1);
            } finally {
                two.shutdownNow();
            }
            assertThat(steps(watch))
                    .as("the one who came too late is in it, too")
                    .containsExactlyInAnyOrder("proposed", "approved", "executing", "executed", "not decided");
        }
    }

    private static String atOnce(SimulatedWatch watch, CountDownLatch go, Proposal proposal)
            throws InterruptedException {
        go.await();
        return watch.decide("approve:" + proposal.id());
    }
}
