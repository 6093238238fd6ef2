package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.model.ModelFixture;
import dev.midwatch.testkit.model.ScriptedModel;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What conversations are called. */
class TitlesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Fixture fixture = new Fixture();
    private final ScriptedModel cheap = ScriptedModel.start();

    @AfterEach
    void close() {
        fixture.close();
        cheap.close();
    }

    @Test
    void areTheirFirstWordsWhereNoModelIsNamed() {
        answered();

        assertThat(fixture.titles).isCompletedWithValue("Why is the shop slow?");
    }

    @Test
    void areWhatTheModelThatIsNamedSays() {
        cheap.reply("\"Slow shop: full node\"");
        name(cheap);

        assertThat(fixture.titles).succeedsWithin(SOON).isEqualTo("Slow shop: full node");
        assertThat(cheap.requests().get(0).contents("user").get(0))
                .contains("Why is the shop slow?", "The node is full.");
    }

    @Test
    void areTheirFirstWordsWhereThatModelFailsOrRambles() {
        cheap.reply("Sure! Here is a title:\n\n**Slow shop**");
        name(cheap);

        assertThat(fixture.titles).succeedsWithin(SOON).isEqualTo("Why is the shop slow?");
    }

    @Test
    void areAskedForWithoutSecrets() {
        cheap.reply("Login");
        fixture.naming = Optional.of(ModelFixture.settings(cheap));
        fixture.title = RunRequest.CONVERSATION;
        fixture.model.reply("Because it is wrong.");
        try (AgentLoop loop = fixture.loop()) {
            loop.run(fixture.request("Why does login fail with " + Fixture.KEY + "?", Optional.empty()));
            assertThat(fixture.titles).succeedsWithin(SOON);
        }

        assertThat(cheap.requests().get(0).text()).doesNotContain(Fixture.KEY).contains("[redacted]");
    }

    @Test
    void areGivenOnceAndToConversationsOnly() {
        fixture.model.reply("Fine.");
        fixture.run("Report.");
        fixture.title = RunRequest.CONVERSATION;
        String session = fixture.sessions.start("conversation", "chat:1").id();
        fixture.model.reply("One.").reply("Two.");
        try (AgentLoop loop = fixture.loop()) {
            loop.run(fixture.request("First?", Optional.of(session)));
            loop.run(fixture.request("Second?", Optional.of(session)));
        }

        assertThat(fixture.titles).isCompletedWithValue("First?");
    }

    private void name(ScriptedModel model) {
        fixture.naming = Optional.of(ModelFixture.settings(model));
        answered();
    }

    private void answered() {
        fixture.title = RunRequest.CONVERSATION;
        fixture.model.reply("The node is full.");
        try (AgentLoop loop = fixture.loop()) {
            loop.run(fixture.request("Why is the shop slow?", Optional.empty()));
            if (!fixture.naming.isEmpty()) {
                assertThat(fixture.titles).succeedsWithin(SOON);
            }
        }
    }
}
