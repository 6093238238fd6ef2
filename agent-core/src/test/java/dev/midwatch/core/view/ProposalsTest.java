package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.chat.ChatWorld;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.tool.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalsTest {
    private static final Actor ANNA = new Actor("dashboard:anna", Level.APPROVER);

    @TempDir
    Path directory;

    private ChatWorld world;
    private Proposals proposals;

    @BeforeEach
    void open() throws IOException {
        world = new ChatWorld(directory);
        proposals = at(world.clock);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Proposals at(Clock clock) {
        return new Proposals(
                new ProposalStore(world.database),
                new ProposalStandings(world.database, world.ledger, new Times(ZoneOffset.UTC), clock),
                world.decisions,
                clock);
    }

    @Test
    void showsAllThatSomebodyNeedsToDecide() throws Exception {
        Proposal restart = world.proposal();
        ProposalRow row = proposals.get(restart.id());
        assertThat(row.state()).isEqualTo("waiting");
        assertThat(row.command()).isEqualTo("kubectl -n shop rollout restart deployment/shop");
        assertThat(row.needs()).isEqualTo("approver");
        assertThat(row.diff()).contains("restartedAt");
        assertThat(row.standing()).as("nothing came of it yet").isEmpty();
        assertThat(proposals.waiting()).containsExactly(row);
        assertThat(proposals.list(Optional.of("waiting"), Page.first(9)).items())
                .containsExactly(row);
        assertThat(proposals.list(Optional.of("denied"), Page.first(9)).total()).isZero();
    }

    @Test
    void approvesForWhoeverMayAndSaysWhatCameOfIt() throws Exception {
        String id = world.proposal().id();
        Decision refused = proposals.decide(id, true, new Actor("dashboard:otto", Level.OPERATOR));
        assertThat(refused.done()).isFalse();
        assertThat(refused.answer()).contains("approver");
        assertThat(refused.proposal().state()).isEqualTo("waiting");
        Decision approved = proposals.decide(id, true, ANNA);
        assertThat(approved.done()).isTrue();
        assertThat(approved.proposal().state()).isEqualTo("approved");
        assertThat(approved.proposal().decidedBy()).contains("dashboard:anna");
        assertThat(approved.proposal().standing()).contains("dashboard:anna");
        Decision again = proposals.decide(id, false, ANNA);
        assertThat(again.done()).isFalse();
        assertThat(again.proposal().state()).isEqualTo("approved");
        assertThat(proposals.waiting()).isEmpty();
    }

    @Test
    void showsOneThatNobodyDecidedInTimeAsExpiredBeforeAnybodyWroteThatDown() throws Exception {
        String id = world.proposal().id();
        Proposals later = at(Clock.offset(world.clock, Duration.ofHours(2)));
        assertThat(later.get(id).state()).isEqualTo("expired");
        assertThat(later.get(id).standing()).contains("xpired");
        assertThat(later.waiting()).isEmpty();
        assertThat(later.list(Optional.of("expired"), Page.first(9)).total()).isEqualTo(1);
        assertThat(later.list(Optional.of("waiting"), Page.first(9)).total()).isZero();
    }

    @Test
    void readsThePartThatIsWantedOutOfManyAlone() throws Exception {
        String id = world.proposal().id();
        for (int i = 0; i < 30; i++) {
            world.database.update("""
                    INSERT INTO proposals (id, canonical, sha256, desired, finding, why, origin, diff, created, expires, needs, state)
                    SELECT id || ?, CASE WHEN ? = 29 THEN '{"intent": {"name": "no proposal"}}' ELSE canonical END, sha256, desired, ?, why, origin,
                        diff, created + ?, expires, needs, ? FROM proposals WHERE id = ?""", i, i, i % 2 == 0 ? "even" : "odd", i + 1, i % 3 == 0 ? "DENIED" : "WAITING", id);
        }
        assertThat(proposals.list(Optional.of("denied"), new Page(2, 3)).items())
                .extracting(ProposalRow::id)
                .containsExactly(id + 21, id + 18, id + 15);
        assertThat(proposals.list(Optional.of("denied"), new Page(2, 3)).total())
                .isEqualTo(10);
        Page behind = new Page(1, 4);
        assertThat(proposals.list(Optional.empty(), behind).total()).isEqualTo(31);
        assertThat(proposals.list(Optional.empty(), behind).items())
                .extracting(ProposalRow::id)
                .containsExactly(id + 28, id + 27, id + 26, id + 25);
        assertThat(proposals.about("even"))
                .extracting(ProposalRow::id)
                .startsWith(id + 28)
                .hasSize(10);
    }

    @Test
    void letsOneOfTwoDecideWhoDoAtOnce() throws Exception {
        String id = world.proposal().id();
        ExecutorService two = Executors.newFixedThreadPool(2);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Decision>> decisions = new ArrayList<>();
        for (String who : List.of("dashboard:anna", "api:ci")) {
            decisions.add(two.submit(() -> {
                go.await();
                return proposals.decide(id, true, new Actor(who, Level.APPROVER));
            }));
        }
        go.countDown();
        List<Boolean> done = new ArrayList<>();
        for (Future<Decision> decision : decisions) {
            done.add(decision.get(20, TimeUnit.SECONDS).done());
        }
        two.shutdown();
        assertThat(done).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void namesTheProposalOrTheStateThatThereIsNot() {
        assertThatThrownBy(() -> proposals.get("k3x9ab"))
                .isInstanceOf(Refusal.class)
                .hasMessage("there is no proposal k3x9ab");
        assertThatThrownBy(() -> proposals.decide("k3x9ab", true, ANNA)).hasMessage("there is no proposal k3x9ab");
        assertThatThrownBy(() -> proposals.list(Optional.of("open"), Page.first(9)))
                .hasMessage("state: open is none of waiting, approved, denied, expired, void");
    }
}
