package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of what was told, while it goes on. */
class CardReconcilerTest {
    private static final String ASKED = "sheet-1";
    private static final Finding CRASH = CardWorld.crash();
    private static final Finding FULL = CardWorld.full(Severity.WARNING);

    @TempDir
    Path directory;

    private CardWorld world;
    private Wall wall;

    @BeforeEach
    void open() throws IOException {
        world = new CardWorld(directory);
        wall = world.wall;
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Card proposal() {
        return wall.card(ASKED, "proposal:");
    }

    private void minutes(int minutes) {
        world.pass(Duration.ofMinutes(minutes));
    }

    @Test
    void theCardsOfAnApprovedRepairBecomeItsRecord() {
        world.run(CRASH);
        world.reconcile();
        OutboundMessage asked = wall.hanging.get(ASKED);
        assertThat(asked.topic()).contains("container shop of shop/shop keeps crashing");
        assertThat(asked.layout().orElseThrow().lead()).isEqualTo("**1 new problem** · watch");
        assertThat(wall.cards(ASKED)).extracting(Card::tone).containsExactly(Tone.CRITICAL, Tone.ASKING);
        assertThat(proposal().title()).isEqualTo("Restart Deployment shop/shop?");
        assertThat(wall.buttons(ASKED)).containsExactly("Approve", "Deny", "Details");
        assertThat(wall.revisions).as("nothing has happened yet").isZero();

        minutes(5);
        world.decide(true, "discord:1234");
        world.reconcile();
        assertThat(wall.buttons(ASKED)).isEmpty();
        assertThat(proposal().title()).isEqualTo("Restart Deployment shop/shop");

        minutes(3);
        world.verify();
        world.reconcile();
        minutes(3);
        world.verify();
        world.reconcile();
        world.reconcile();

        assertThat(wall.changes)
                .containsExactly(
                        "sheet-1 UNDER_WAY: approved by discord:1234 at 12:05;"
                                + " done at 12:05, and watched until 12:15 whether it helps",
                        "sheet-1 GOOD: resolved after 8 min",
                        "sheet-1 GOOD: approved by discord:1234 at 12:05; fixed, 3 min after it was done");
        assertThat(wall.hanging).as("what was asked, and that it is fixed").hasSize(2);
        assertThat(wall.hanging.get("sheet-2").text()).startsWith("✅ **fixed:");
        assertThat(wall.hanging.get("sheet-2").replyTo()).contains(ASKED);
        assertThat(world.outbox.cards().openMessages()).isEmpty();
    }

    @Test
    void theTextSaysItForThoseWhoShowNoCards() {
        world.run(CRASH);
        world.decide(false, "discord:99");
        world.reconcile();

        assertThat(wall.hanging.get(ASKED).text())
                .contains("may I?")
                .endsWith("\n\n**Restart Deployment shop/shop**: denied by discord:99 at 12:00; nothing was done");
    }

    @Test
    void aDenialIsTheEndOfTheQuestionAndNotOfTheFinding() {
        world.run(CRASH);
        world.decide(false, "discord:99");
        world.reconcile();
        assertThat(wall.changes).containsExactly("sheet-1 VOID: denied by discord:99 at 12:00; nothing was done");

        minutes(21);
        world.run();
        world.reconcile();
        assertThat(wall.changes).last().isEqualTo("sheet-1 GOOD: resolved after 21 min");
        assertThat(proposal().tone()).isEqualTo(Tone.VOID);
    }

    @Test
    void expiryIsShownWithoutAnybodyClicking() {
        world.run(CRASH);
        minutes(59);
        world.reconcile();
        assertThat(wall.buttons(ASKED)).hasSize(3);

        minutes(1);
        world.reconcile();
        assertThat(wall.changes).containsExactly("sheet-1 VOID: expired at 13:00; nothing was done");
        assertThat(wall.buttons(ASKED)).isEmpty();
    }

    @Test
    void aTargetThatChangedMeanwhileVoidsTheCardWithTheReason() {
        world.run(CRASH);
        world.simulation.inject("scale: {workload: shop/shop, replicas: 4}");
        world.decide(true, "discord:1234");
        world.reconcile();

        assertThat(proposal().tone()).isEqualTo(Tone.VOID);
        assertThat(Wall.state(proposal())).startsWith("void at 12:00: ").contains("has changed since it was looked at");
    }

    @Test
    void aRepairThatDidNotHelpIsUndoneAndSaysUnderWhichAuditLine() {
        world.run(CRASH);
        world.decide(true, "discord:1234");
        world.reconcile();
        minutes(11);
        world.verify(CRASH);
        world.reconcile();

        assertThat(wall.changes)
                .last()
                .isEqualTo("sheet-1 BAD: approved by discord:1234 at 12:00; it did not help and was undone");
        assertThat(proposal().fields()).extracting(Card.Field::label).contains("Audit", "Undone under");
        assertThat(wall.hanging.get("sheet-2").text())
                .startsWith("❌ **fix failed:")
                .contains("Undone: ");
        assertThat(wall.hanging.get("sheet-2").replyTo()).contains(ASKED);
        assertThat(wall.card(ASKED, "finding:").tone()).as("it is still broken").isEqualTo(Tone.CRITICAL);
    }

    @Test
    void whatWasCutOffIsUnderWayUntilItIsSettledWhereItWasAskedFor() {
        world.run(CRASH);
        world.decide(true, "discord:1234");
        world.database.update("UPDATE actions SET outcome = 'BEGUN'");
        world.reconcile();
        assertThat(Wall.state(proposal())).isEqualTo("approved by discord:1234 at 12:00; under way");

        minutes(2);
        world.verify(CRASH);
        world.reconcile();
        assertThat(wall.hanging.get("sheet-2").text())
                .startsWith("⚠️ **cut off:")
                .contains("it was done");
        assertThat(wall.hanging.get("sheet-2").replyTo()).contains(ASKED);
        assertThat(Wall.state(proposal())).contains("watched until");
    }

    @Test
    void whatRanWithoutBeingAskedForFollowsUpWhatItRepaired() {
        world.run(CRASH);
        world.decide(true, "discord:1234");
        world.database.update("UPDATE actions SET origin = 'job:watch'");
        world.database.update("DELETE FROM cards WHERE about LIKE 'proposal:%'");
        minutes(3);
        world.verify();
        minutes(3);
        world.verify();

        assertThat(wall.hanging.get("sheet-2").text()).startsWith("✅ **fixed:");
        assertThat(wall.hanging.get("sheet-2").replyTo()).contains(ASKED);
    }

    @Test
    void aRestartInBetweenLosesAndDoublesNothing() {
        world.run(CRASH);
        world.decide(true, "discord:1234");
        world.restart();
        world.cards.reconcile();
        world.restart();
        world.reconcile();
        assertThat(wall.revisions).isEqualTo(1);

        world.restart();
        minutes(3);
        world.verify();
        minutes(3);
        world.verify();
        world.restart();
        world.reconcile();
        world.restart();
        world.reconcile();
        assertThat(wall.changes)
                .hasSize(3)
                .last()
                .isEqualTo("sheet-1 GOOD: approved by discord:1234 at 12:00; fixed, 3 min after it was done");
    }

    @Test
    void whatIsToldInTwoMessagesIsTrueInBoth() {
        world.run(FULL);
        minutes(240);
        world.run(FULL);
        assertThat(wall.hanging.get("sheet-2").text()).contains("still broken");
        assertThat(world.ledger.acknowledge(FULL.fingerprint(), "discord:1234")).isTrue();
        world.reconcile();
        minutes(10);
        world.run();
        world.reconcile();

        assertThat(wall.changes)
                .containsExactly(
                        "sheet-1 UNDER_WAY: acknowledged by discord:1234",
                        "sheet-2 UNDER_WAY: acknowledged by discord:1234",
                        "sheet-1 GOOD: resolved after 4 h 10 min",
                        "sheet-2 GOOD: resolved after 4 h 10 min");
        assertThat(wall.hanging.get("sheet-3").replyTo())
                .as("the end follows up the newest")
                .contains("sheet-2");
        assertThat(wall.card("sheet-3", "finding:").tone()).isEqualTo(Tone.GOOD);
    }

    @Test
    void anOlderMessageIsLeftAloneADayAfterANewerOne() {
        world.run(FULL);
        minutes(240);
        world.run(FULL);
        minutes(24 * 60 - 1);
        world.reconcile();
        assertThat(wall.changes).isEmpty();
        minutes(1);
        world.reconcile();
        assertThat(wall.changes).containsExactly("sheet-1 WARNING: told again in a newer message at 16:00");

        world.ledger.acknowledge(FULL.fingerprint(), "discord:1234");
        world.reconcile();
        assertThat(wall.changes).last().isEqualTo("sheet-2 UNDER_WAY: acknowledged by discord:1234");
        assertThat(wall.changes).hasSize(2);
    }

    @Test
    void whatGotWorseSaysSoInTheOlderMessageToo() {
        world.run(FULL);
        minutes(10);
        world.run(CardWorld.full(Severity.CRITICAL));
        world.reconcile();

        assertThat(wall.changes).containsExactly("sheet-1 CRITICAL: got worse: critical");
        assertThat(wall.hanging.get("sheet-2").replyTo()).as("not an end").isEmpty();
    }

    @Test
    void silencesAreShownWhileTheyLast() {
        world.run(FULL);
        world.ledger.silence(Map.of("reason", "VolumeFilling"), Duration.ofHours(1), "cli:roger", "new disk comes");
        world.reconcile();
        minutes(60);
        world.reconcile();

        assertThat(wall.changes)
                .containsExactly(
                        "sheet-1 WARNING: silenced until 13:00 by cli:roger: new disk comes",
                        "sheet-1 WARNING: as told");
    }

    @Test
    void aCardThatCannotBeReadKeepsNoOtherFromBeingTrue() {
        world.run(FULL);
        minutes(1);
        world.run(FULL, CRASH);
        world.database.update("UPDATE cards SET standing = 'nonsense' WHERE message = 'run-1-1'");
        minutes(9);
        world.run();
        world.reconcile();

        assertThat(wall.changes)
                .contains("sheet-2 GOOD: resolved after 9 min")
                .noneMatch(change -> change.startsWith("sheet-1"));
    }

    @Test
    void ofTwoWhoLookAtOnceOneRevises() throws Exception {
        world.run(CRASH);
        world.decide(false, "discord:99");
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Void> look = () -> {
            together.await(10, TimeUnit.SECONDS);
            world.cards.reconcile();
            return null;
        };
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> one : two.invokeAll(List.of(look, look))) {
                one.get(10, TimeUnit.SECONDS);
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(world.database.query("SELECT id FROM outbox WHERE revises IS NOT NULL", row -> row.text("id")))
                .hasSize(1);
    }

    @Test
    void tellsWhoeverAsksForDetailsHowItStands() {
        world.run(CRASH);
        String id = world.proposal().id();
        assertThat(world.texts.of(id))
                .startsWith("**Restart Deployment shop/shop?**\nWhat: rollout_restart\n")
                .contains("\nDiff:\n```diff\n", "\nCommand: `kubectl -n shop rollout restart deployment/shop`\n")
                .endsWith("\nExpires: 13:00\nProposal: " + id);
        world.decide(false, "discord:99");
        assertThat(world.texts.of(id))
                .startsWith("**Restart Deployment shop/shop**\nState: denied by discord:99 at 12:00");
        assertThat(world.texts.of("nosuch")).isEqualTo("There is no proposal nosuch.");
    }
}
