package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.model.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is paid for answers that came to nothing. */
class BillTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void countsAnAnswerThatDidNotEnd() {
        fixture.model.then(Step.endless("and on and on "));

        Reply reply = fixture.run("Look.");

        assertThat(reply.text()).isEmpty();
        assertThat(fixture.spent).singleElement().satisfies(entry -> {
            assertThat(entry.job()).isEqualTo("cluster-health-check");
            assertThat(entry.input()).isPositive();
            assertThat(entry.output()).isGreaterThan(100_000);
        });
    }

    @Test
    void countsAnAnswerThatWasCutBesideTheOneThatFollowed() {
        fixture.model.then(Step.cut("Half of what there is to say.")).reply("All is well.");

        Reply reply = fixture.run("Look.");

        assertThat(reply.text()).contains("All is well.");
        assertThat(fixture.spent)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.output()).isPositive());
        assertThat(reply.usage().tokens())
                .isEqualTo(fixture.spent.stream()
                        .mapToLong(entry -> entry.input() + entry.output())
                        .sum());
        assertThat(reply.usage().turns()).isEqualTo(1);
    }

    @Test
    void countsNothingWhereNoAnswerHadBegun() {
        fixture.model.then(Step.status(503, "busy")).reply("All is well.");

        fixture.run("Look.");

        assertThat(fixture.spent).hasSize(1);
    }
}
