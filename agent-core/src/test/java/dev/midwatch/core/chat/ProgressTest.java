package dev.midwatch.core.chat;

import static dev.midwatch.core.chat.ChatWorld.ANNA;
import static dev.midwatch.core.chat.ChatWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Command;
import dev.midwatch.core.agent.ToolUse;
import dev.midwatch.core.chat.ConversationStore.Owed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see while they wait for an answer. */
class ProgressTest {
    private static final Pace LIVELY = new Pace(Duration.ofHours(1), Duration.ofMillis(1), Duration.ofMillis(20));

    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch go = new CountDownLatch(1);
    private ChatWorld world;

    @AfterEach
    void close() {
        timer.shutdownNow();
        if (world != null) {
            world.close();
        }
    }

    private void open(Pace pace) throws IOException {
        world = new ChatWorld(directory, pace, before -> {});
        world.tool = command -> {
            try {
                return "done: " + go.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                return "stopped";
            }
        };
    }

    private void awaitSeen(String text) {
        await().atMost(SOON).until(() -> world.channel.seen().equals(Optional.of(text)));
    }

    @Test
    void whoHasToWaitSeesWhatIsBeingDoneAndThenTheAnswerInTheSameMessage() throws IOException {
        open(LIVELY);
        world.model.toolCall("kubectl", "{\"command\":\"get pods -n shop\"}").reply("Fine.");

        world.say("chat:7", ANNA, "How is the shop?");
        awaitSeen("looking: `kubectl get pods -n shop` …");
        go.countDown();
        awaitSeen("Fine.");

        assertThat(world.channel.sent).hasSize(1);
        assertThat(world.channel.revisions)
                .doesNotHaveDuplicates()
                .last()
                .asString()
                .endsWith(" Fine.");
    }

    @Test
    void anAnswerThatComesSoonIsOneMessageAndNoMore() throws IOException {
        open(new Pace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)));
        go.countDown();
        world.model.toolCall("kubectl", "{\"command\":\"get pods\"}").reply("Fine.");

        world.say("chat:7", ANNA, "How is the shop?");

        assertThat(world.told(1)).containsExactly("Fine.");
        await().atMost(SOON).until(() -> world.conversations.isQuiet());
        assertThat(world.channel.revisions).isEmpty();
    }

    @Test
    void aChannelThatCannotReviseIsToldTheAnswerAlone() throws IOException {
        open(LIVELY);
        world.channel.revises = false;
        world.model.toolCall("kubectl", "{\"command\":\"get pods\"}").reply("Fine.");

        world.say("chat:7", ANNA, "How is the shop?");
        await().atMost(SOON).until(() -> world.model.requests().size() == 1);
        go.countDown();

        assertThat(world.told(1)).containsExactly("Fine.");
    }

    @Test
    void isRevisedNoMoreOftenThanPeopleCanRead() throws IOException {
        open(new Pace(Duration.ofHours(1), Duration.ofMillis(1), Duration.ofHours(1)));
        go.countDown();
        CountDownLatch last = new CountDownLatch(1);
        world.tool = command -> {
            try {
                await().atMost(SOON).until(() -> !world.channel.sent.isEmpty());
                return command.equals("get d") ? "done: " + last.await(30, TimeUnit.SECONDS) : "done";
            } catch (InterruptedException stopped) {
                return "stopped";
            }
        };
        for (String what : new String[] {"a", "b", "c", "d"}) {
            world.model.toolCall("kubectl", "{\"command\":\"get " + what + "\"}");
        }
        world.model.reply("Fine.");

        world.say("chat:7", ANNA, "How is the shop?");
        await().atMost(SOON).until(() -> world.model.requests().size() == 4);
        assertThat(world.channel.revisions).isEmpty();
        last.countDown();
        awaitSeen("Fine.");

        assertThat(world.channel.revisions).hasSize(1);
    }

    @Test
    void anAnswerIsToldThoughWhatWasSaidOfItWasLost() throws IOException {
        open(LIVELY);
        world.channel.refuses = true;
        world.model.toolCall("kubectl", "{\"command\":\"get pods\"}").reply("Fine.");

        world.say("chat:7", ANNA, "How is the shop?");
        await().atMost(SOON).until(() -> !world.outbox.lost(10).isEmpty());
        world.channel.refuses = false;
        go.countDown();

        assertThat(world.told(1)).containsExactly("Fine.");
    }

    @Test
    void whoHasToWaitReadsWholeParagraphsOfTheAnswerInTheMaking() throws IOException {
        open(LIVELY);
        Progress progress = progress(Duration.ofMillis(1));
        progress.tellAfter(Duration.ofMillis(1));
        awaitSeen("looking …");

        progress.says("The image is missing.\n\n");
        awaitSeen("The image is missing.\n…");
        progress.says("```\nErrImagePull\n\n");
        progress.says("```\n\nSo");
        awaitSeen("The image is missing.\n\n```\nErrImagePull\n\n```\n…");
        progress.startsOver();
        awaitSeen("looking …");
        progress.says("Another\n\n");
        progress.uses(new ToolUse("kubectl", "{\"command\":\"get pods\"}"));
        awaitSeen("looking: `kubectl get pods` …");
        progress.becomes("Fine.");
        awaitSeen("Fine.");

        assertThat(world.channel.sent).hasSize(1);
    }

    @Test
    void anAnswerInTheMakingStaysOneMessage() {
        String text = ("x".repeat(900) + "\n\n").repeat(3);
        assertThat(Paragraphs.whole(text, 1_500)).isEqualTo("x".repeat(900) + "\n\n…");
        assertThat(Paragraphs.whole("a line without end", 1_500)).isEmpty();
        assertThat(Paragraphs.whole("~~~\ncode\n\n", 1_500)).isEmpty();
    }

    private Progress progress(Duration between) {
        Owed owed = new Owed("answer-1", "chat:7");
        ConversationStore store = new ConversationStore(world.database);
        store.owe(owed, world.clock.instant());
        return new Progress(owed, world.outbox, store, timer, between);
    }

    @Test
    void stoppedWorkSaysSoWherePeopleWereToldOfIt() throws IOException {
        open(LIVELY);
        world.model.toolCall("kubectl", "{\"command\":\"get pods\"}").reply("never");
        world.say("chat:7", ANNA, "How is the shop?");
        awaitSeen("looking: `kubectl get pods` …");

        assertThat(world.inbox
                        .command(new Command.Call("stop", Map.of(), "chat:7", ANNA))
                        .text())
                .isEqualTo("Stopped.");

        awaitSeen("Stopped.");
    }

    @Test
    void whatARestartCutOffSaysSoAndCanBeAskedAgain() throws IOException {
        open(LIVELY);
        world.model.toolCall("kubectl", "{\"command\":\"get pods\"}");
        world.say("chat:7", ANNA, "How is the shop?");
        awaitSeen("looking: `kubectl get pods` …");
        String receipt = "receipt-" + world.channel.sent.get(0).id();
        world.close();
        assertThat(world.channel.seen())
                .as("an orderly end says nothing itself")
                .contains("looking: `kubectl get pods` …");

        open(LIVELY);

        await().atMost(SOON).until(() -> world.channel.revisions.size() == 1);
        assertThat(world.channel.revisions).containsExactly(receipt + " " + Answering.CUT_OFF);
        assertThat(world.channel.sent).isEmpty();
        world.close();
        open(LIVELY);
        assertThat(world.outbox.open()).as("said once").isEmpty();
    }

    @Test
    void aCrashBeforeAnythingWasShownIsToldAtThatPlace() throws IOException {
        world = new ChatWorld(
                directory,
                LIVELY,
                before -> before.database.update(
                        "INSERT INTO unfinished_answer (message, target, begun) VALUES ('answer-1', 'chat:7', 0)"));

        assertThat(world.told(1)).containsExactly(Answering.CUT_OFF);
        assertThat(world.channel.sent.get(0).target()).isEqualTo("chat:7");
    }
}
