package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.action.Proposal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see is true in the end, also where time runs out, a channel is missing, or nobody can be told for long. */
class CardsInBadTimesTest {
    @TempDir
    Path directory;

    @Test
    void anOfferThatExpiresWhileItsApprovalIsJudgedIsNotCarriedOut() throws Exception {
        try (CardWorld world = new CardWorld(directory)) {
            world.run(CardWorld.crash());
            world.pass(Duration.ofMinutes(59).plusSeconds(55));
            world.meanwhile = () -> {
                world.meanwhile = () -> {};
                world.pass(Duration.ofSeconds(10));
                world.cards.reconcile();
            };
            world.decide(true, "discord:1");
            world.reconcile();

            assertThat(world.proposal().state()).isEqualTo(Proposal.State.EXPIRED);
            assertThat(proposalCard(world)).contains("expired", "nothing was done");
            assertThat(Files.readString(directory.resolve("audit.jsonl"))).doesNotContain("\"executed\"");
        }
    }

    @Test
    void aDecisionTakenWhileTheChannelWasNotThereIsShownWhenItIsBack() throws Exception {
        try (CardWorld world = new CardWorld(directory)) {
            world.run(CardWorld.crash());
            world.there = false;
            world.restart();
            world.decide(false, "cli:roger");
            world.reconcile();
            world.there = true;
            world.restart();
            world.reconcile();

            assertThat(proposalCard(world)).contains("denied by cli:roger");
            assertThat(world.wall.buttons("sheet-1")).isEmpty();
        }
    }

    @Test
    void aDecisionIsShownAlsoIfNobodyCouldBeToldForDays() throws Exception {
        try (CardWorld world = new CardWorld(directory)) {
            world.run(CardWorld.crash());
            world.wall.away = true;
            world.decide(false, "cli:roger");
            world.reconcile();
            for (int hour = 0; hour < 30; hour++) {
                world.pass(Duration.ofHours(1));
                world.reconcile();
            }
            world.wall.away = false;
            world.pass(Duration.ofHours(1));
            world.reconcile();

            assertThat(proposalCard(world)).contains("denied by cli:roger");
            assertThat(world.wall.buttons("sheet-1")).isEmpty();
        }
    }

    private static String proposalCard(CardWorld world) {
        return Wall.state(world.wall.card("sheet-1", "proposal:"));
    }
}
