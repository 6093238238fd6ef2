package dev.midwatch.core.chat;

import static dev.midwatch.core.chat.ChatWorld.ANNA;
import static dev.midwatch.core.chat.ChatWorld.OTTO;
import static dev.midwatch.core.chat.ChatWorld.SOON;
import static dev.midwatch.core.chat.ChatWorld.VERA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.tool.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said while a turn runs. */
class TurnsTest extends InChat {
    private static final String LOOK = "{\"command\":\"get pods\"}";

    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicReference<String> toolEnded = new AtomicReference<>("not");

    @BeforeEach
    void useASlowTool() {
        world.tool = command -> {
            working.countDown();
            try {
                toolEnded.set(go.await(30, TimeUnit.SECONDS) ? "by itself" : "too late");
            } catch (InterruptedException stopped) {
                toolEnded.set("interrupted");
            }
            return "ran " + command;
        };
    }

    private void ask(String target) throws InterruptedException {
        world.say(target, ANNA, "How is the shop?");
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private List<String> said(int request) {
        return world.model.requests().get(request).contents("user");
    }

    @Test
    void redirectsTheTurnAtItsNextStep() throws InterruptedException {
        world.model.toolCall("kubectl", LOOK).reply("The database is fine.");
        ask("chat:7");
        int before = world.channel.working.size();

        world.say("chat:7", ANNA, "No, the database!");

        assertThat(world.channel.working.size()).as("says that it was heard").isGreaterThan(before);
        go.countDown();
        assertThat(world.told(1)).containsExactly("The database is fine.");
        assertThat(said(1)).hasSize(2).last().isEqualTo("No, the database!");
        assertThat(world.model.requests()).hasSize(2);
    }

    @Test
    void whatComesTooLateForTheTurnIsTheNextOne() {
        List<String> answered = new ArrayList<>();
        List<Turns.Heard> heard = new ArrayList<>();
        Place place = new Place("chat:7", Level.OPERATOR);
        AtomicReference<Turns> turns = new AtomicReference<>();
        try (Typing typing = new Typing(new Channels(List.of(), Map.of()), Duration.ofHours(1))) {
            turns.set(new Turns(Runnable::run, typing, (at, message, more, interruption) -> {
                answered.add(message.text());
                if (answered.size() == 1) {
                    // The model has spoken its last word and nobody asks any more what was said meanwhile.
                    heard.add(turns.get().say(place, InboundMessage.of("chat:7", ANNA, "And the database?")));
                }
            }));
            heard.add(turns.get().say(place, InboundMessage.of("chat:7", ANNA, "How is the shop?")));
        }

        assertThat(answered).containsExactly("How is the shop?", "And the database?");
        assertThat(heard).containsExactly(Turns.Heard.JOINS, Turns.Heard.BEGINS);
        assertThat(turns.get().isQuiet()).isTrue();
    }

    @Test
    void anotherLevelAtThatPlaceHasATurnOfItsOwn() throws InterruptedException {
        world.model.toolCall("kubectl", LOOK).reply("I do not know.").reply("Fine.");
        ask("chat:7");

        world.say("chat:7", VERA, "And what do you think?");

        assertThat(world.told(1)).containsExactly("I do not know.");
        go.countDown();
        assertThat(world.told(2)).endsWith("Fine.");
        assertThat(said(2)).hasSize(1);
    }

    @Test
    void otherPlacesDoNotWait() throws InterruptedException {
        world.model.toolCall("kubectl", LOOK).reply("I do not know.").reply("Fine.");
        ask("chat:7");

        world.say("chat:8", ANNA, "And you?");

        assertThat(world.told(1)).containsExactly("I do not know.");
        assertThat(world.channel.sent.get(0).target()).isEqualTo("chat:8");
    }

    @Test
    void tenWaitAndNoMore() throws InterruptedException {
        world.model.toolCall("kubectl", LOOK).reply("All right.");
        ask("chat:7");
        for (int i = 1; i <= 11; i++) {
            world.say("chat:7", ANNA, "Number " + i);
        }

        assertThat(world.told(1).get(0)).contains("have not taken this in");
        go.countDown();
        assertThat(world.told(2)).endsWith("All right.");
        assertThat(said(1)).hasSize(11).last().isEqualTo("Number 10");
    }

    @Test
    void stopEndsTheToolThatRunsAndWhatWaits() throws InterruptedException {
        world.model.toolCall("kubectl", LOOK).reply("never");
        ask("chat:7");
        world.say("chat:7", ANNA, "And the database?");

        world.say("chat:7", ANNA, "/stop");

        assertThat(world.told(1)).containsExactly("Stopped.");
        await().atMost(SOON).until(() -> world.conversations.isQuiet());
        await().atMost(SOON).until(() -> toolEnded.get().equals("interrupted"));
        assertThat(world.model.requests()).hasSize(1);
        assertThat(world.channel.texts()).containsExactly("Stopped.");
        assertThat(owed()).isZero();
    }

    @Test
    void stopEndsAModelThatDoesNotAnswerAndTheConversationGoesOn() {
        world.model.stallHalfWay("never").reply("Hello.");
        world.say("chat:7", ANNA, "How is the shop?");
        await().atMost(SOON).until(() -> world.model.requests().size() == 1);

        assertThat(world.inbox
                        .command(new Command.Call("stop", Map.of(), "chat:7", ANNA))
                        .text())
                .isEqualTo("Stopped.");
        await().atMost(SOON).until(() -> world.conversations.isQuiet());
        world.say("chat:7", ANNA, "Hello");

        assertThat(world.told(1)).containsExactly("Hello.");
    }

    @Test
    void whoMayOnlyLookStopsOnlyWhatSuchPeopleAsked() throws InterruptedException {
        world.model.toolCall("kubectl", LOOK).reply("Fine.");
        ask("chat:7");

        world.say("chat:7", VERA, "/stop");
        assertThat(world.told(1)).containsExactly("I am not working on anything here.");

        world.say("chat:7", OTTO, "/stop");
        assertThat(world.told(2)).endsWith("Stopped.");
        await().atMost(SOON).until(() -> world.conversations.isQuiet());
    }

    @Test
    void stopAtOnePlaceLeavesTheOthersAlone() throws InterruptedException {
        world.model.toolCall("kubectl", LOOK).reply("Fine.");
        ask("chat:7");

        world.say("chat:8", ANNA, "/stop");

        assertThat(world.told(1)).containsExactly("I am not working on anything here.");
        go.countDown();
        assertThat(world.told(2)).endsWith("Fine.");
        assertThat(toolEnded.get()).isEqualTo("by itself");
    }

    @Test
    void theTurnOfSomebodyWhoIsTakenOutEndsAndThoseOfOthersGoOn() throws Exception {
        world.model.toolCall("kubectl", LOOK).toolCall("kubectl", LOOK).reply("Fine.");
        ask("chat:7");
        world.say("chat:8", OTTO, "How is the shop?");
        await().atMost(SOON).until(() -> world.model.requests().size() == 2);

        world.edit("chat: {levels: {900: operator}}");
        world.conversations.peopleHaveChanged();

        await().atMost(SOON).until(() -> toolEnded.get().equals("interrupted"));
        go.countDown();
        assertThat(world.told(1)).containsExactly("Fine.");
        assertThat(world.channel.sent.get(0).target()).isEqualTo("chat:8");
    }

    private long owed() {
        return world.database
                .one("SELECT count(*) AS rows FROM unfinished_answer", row -> row.number("rows"))
                .orElseThrow();
    }
}
