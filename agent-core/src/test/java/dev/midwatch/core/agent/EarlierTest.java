package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.store.Turn;
import dev.midwatch.core.model.ModelFixture;
import dev.midwatch.core.model.Tokens;
import dev.midwatch.testkit.model.ScriptedModel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Long conversations, as their next turn is told of them. */
class EarlierTest {
    private static final String LONG = "The node k3s-1 was full because of old images. ".repeat(60);

    private final Fixture fixture = new Fixture();
    private final ScriptedModel cheap = ScriptedModel.start();

    @AfterEach
    void close() {
        fixture.close();
        cheap.close();
    }

    @Test
    void shortensALongConversationByRuleAndKeepsItsLastTurns() {
        converse(12);

        List<String> users = fixture.model.requests().get(11).contents("user");
        assertThat(users.get(0))
                .startsWith("What was said before, shortened:\n<data ")
                .contains("- asked: Question 0?");
        assertThat(users).last().asString().contains("Question 11?");
        assertThat(users).anyMatch(text -> text.contains("Question 10?"));
        assertThat(fixture.model.requests())
                .allSatisfy(request -> assertThat(Tokens.in(request.text())).isLessThan(9_000));
    }

    @Test
    void keepsTheSummaryForTheTurnsThatFollow() {
        converse(12);

        long summaries = fixture.sessions.turns.values().iterator().next().stream()
                .filter(turn -> turn.role() == Turn.Role.SYSTEM)
                .count();
        assertThat(summaries).isBetween(1L, 4L);
    }

    @Test
    void letsTheModelThatIsNamedForItSumUp() {
        fixture.compression = Optional.of(ModelFixture.settings(cheap));
        for (int summary = 0; summary < 8; summary++) {
            cheap.reply("k3s-1 was full of old images; they were pruned.");
        }
        converse(12);

        assertThat(fixture.model.requests().get(11).contents("user").get(0)).contains("they were pruned.");
        assertThat(cheap.requests().get(0).contents("user").get(0)).contains("Person: Question 0?");
        assertThat(fixture.spent).hasSize(12 + cheap.requests().size());
    }

    @Test
    void takesNoSummaryThatWasCut() {
        fixture.compression = Optional.of(ModelFixture.settings(cheap));
        for (int summary = 0; summary < 8; summary++) {
            cheap.replyEnding("k3s-1 was full of", "length");
        }
        converse(12);

        assertThat(fixture.model.requests().get(11).contents("user").get(0)).contains("- asked: Question 0?");
    }

    @Test
    void aModelWithLittleRoomTakesNothingFromTheNext() {
        converse(3);
        Optional<String> session =
                Optional.of(fixture.sessions.turns.keySet().iterator().next());
        fixture.settings = fixture.settings.contextLength(5_000);
        ask("In short?", session);
        fixture.settings = ModelFixture.settings(fixture.model);
        ask("At length?", session);

        assertThat(fixture.model.requests().get(3).contents("assistant")).doesNotContain(LONG.strip());
        assertThat(fixture.model.requests().get(4).contents("assistant")).contains(LONG.strip());
    }

    private void ask(String question, Optional<String> session) {
        fixture.model.reply("Well.");
        try (AgentLoop loop = fixture.loop()) {
            loop.run(fixture.request(question, session));
        }
    }

    @Test
    void shortensByRuleWhereThatModelFails() {
        fixture.compression = Optional.of(ModelFixture.settings(cheap));
        for (int attempt = 0; attempt < 30; attempt++) {
            cheap.status(401);
        }
        converse(12);

        assertThat(fixture.model.requests().get(11).contents("user").get(0)).contains("- asked: Question 0?");
    }

    /** The templates of many models refuse a conversation in which turns do not alternate. */
    @Test
    void putsAnAnswerBetweenTwoQuestionsOfWhichTheFirstHasNone() {
        Optional<String> session =
                Optional.of(fixture.sessions.start("a talk", "cli").id());
        fixture.model.status(401);
        try (AgentLoop loop = fixture.loop()) {
            loop.run(fixture.request("Why is it slow?", session));
        }
        ask("And now?", session);

        assertThat(fixture.model.requests().get(1).body().path("messages"))
                .extracting(message -> message.path("role").asText())
                .containsExactly("system", "user", "assistant", "user");
    }

    private void converse(int turns) {
        Optional<String> session = Optional.empty();
        try (AgentLoop loop = fixture.loop()) {
            for (int turn = 0; turn < turns; turn++) {
                fixture.model.reply(LONG);
                session = loop.run(fixture.request("Question " + turn + "?", session))
                        .sessionId();
            }
        }
    }
}
