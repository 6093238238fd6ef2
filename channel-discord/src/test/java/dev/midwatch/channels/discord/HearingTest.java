package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.Interaction;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.discord.Role;
import dev.midwatch.testkit.discord.Route;
import dev.midwatch.testkit.discord.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people write, press and command, as it comes in. */
class HearingTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Bot bot = new Bot();
    private final ScriptedInbox inbox = new ScriptedInbox();
    private final Role ops = bot.discord.role("ops");
    private final Person roger = bot.discord.person("roger", ops);
    private final Person mallory = bot.discord.person("mallory");

    @BeforeEach
    void start() {
        bot.channel.start(inbox);
        await().atMost(LIMIT).until(() -> !bot.discord.commands().isEmpty());
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    private InboundMessage heard(int index) {
        await().atMost(LIMIT).until(() -> inbox.heard.size() > index);
        return inbox.heard.get(index);
    }

    private Receipt card() throws Exception {
        return bot.deliver(bot.message("may I?")
                .choices(List.of(new OutboundMessage.Choice("approve:abc123", "Approve", true)))
                .topic(Optional.of("the shop is down")));
    }

    private Message message(Receipt receipt) {
        return bot.alerts.message(Mail.ids(receipt).get(0));
    }

    @Test
    void onlyWhatIsMeantForTheBotComesIn() throws Exception {
        roger.says(bot.alerts, "nothing to do with it");
        roger.says(bot.alerts, bot.discord.botMention() + " what is broken?");
        Receipt receipt = card();
        roger.replies(message(receipt), "why?");
        Place thread = bot.alerts.awaitThread(LIMIT, name -> true);
        roger.says(thread, "and since when?");
        Place other = roger.opensThread(roger.says(bot.alerts, "lunch?"), "lunch");
        roger.says(other, "pizza");
        roger.says(roger.direct(), "hello");

        heard(3);
        assertThat(inbox.heard)
                .extracting(InboundMessage::text)
                .containsExactly("what is broken?", "why?", "and since when?", "hello");
        assertThat(inbox.heard)
                .extracting(InboundMessage::target)
                .containsExactly(
                        "discord:" + bot.alerts.id(),
                        "discord:" + bot.alerts.id(),
                        "discord:" + thread.id(),
                        "discord:" + roger.id());
        assertThat(heard(1).replyTo()).contains(receipt.id());
        assertThat(inbox.heard).allSatisfy(one -> {
            assertThat(one.person().id()).isEqualTo(roger.id());
            assertThat(one.person().roles()).containsExactly(ops.id());
        });
    }

    @Test
    void whoOnlyCallsItsNameGetsHelp() {
        roger.says(bot.alerts, bot.discord.botMention());

        assertThat(heard(0).text()).isEqualTo("/help");
    }

    @Test
    void readsFilesThatAreTextAndNotTooMuch() {
        roger.says(
                bot.alerts,
                bot.discord.botMention() + " look",
                Upload.text("a.log", "panic: no"),
                Upload.text("big.log", "x".repeat(200_000)),
                new Upload("cat.png", "image/png", new byte[] {1, 2, 3}),
                Upload.text("more.log", "y".repeat(200_000)),
                Upload.text("last.log", "z"));

        List<InboundMessage.File> files = heard(0).files();
        assertThat(files.get(0).text()).isEqualTo("panic: no");
        assertThat(files.get(1).text()).endsWith("of 200000 bytes)");
        assertThat(files.get(2).text()).contains("not text");
        assertThat(files.stream()
                        .mapToInt(file -> file.text().getBytes(StandardCharsets.UTF_8).length)
                        .sum())
                .isLessThan(110_000);
    }

    @Test
    void aClickCarriesTheRolesOfItsMoment() throws Exception {
        Message card = message(card());
        assertThat(roger.clicks(card, "approve:abc123").awaitAnswer(LIMIT).content())
                .isEqualTo("Done: approve:abc123");
        roger.loses(ops);
        roger.clicks(card, "approve:abc123").awaitAnswer(LIMIT);

        assertThat(inbox.decided)
                .extracting(decision -> decision.person().roles().size())
                .containsExactly(1, 0);
    }

    @Test
    void aQuickAnswerIsTheAcknowledgementAndALateOneIsAnnounced() throws Exception {
        Interaction quick = roger.commands("status", Map.of(), bot.alerts);
        assertThat(quick.awaitAnswer(LIMIT).content()).isEqualTo("All is well.");
        assertThat(quick.deferred()).isFalse();

        CountDownLatch go = new CountDownLatch(1);
        inbox.answer = call -> {
            try {
                go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Answer.personal("For you alone.");
        };
        Interaction late = roger.commands("run", Map.of("job", "nodes"), bot.alerts);
        assertThat(late.awaitAcknowledged(LIMIT)).isLessThan(Duration.ofSeconds(2));
        assertThat(late.deferred()).isTrue();
        go.countDown();
        await().atMost(LIMIT)
                .until(() -> bot.alerts.messages().stream()
                        .noneMatch(message -> message.content().contains("For you alone.")));
        assertThat(inbox.commanded).extracting(Command.Call::options).contains(Map.of("job", "nodes"));
    }

    @Test
    void suggestsWhatTheRestCouldBe() {
        assertThat(roger.types("run", Map.of(), "job", "no", bot.alerts).awaitChoices(LIMIT))
                .extracting(Interaction.Choice::name)
                .containsExactly("nodes");
    }

    @Test
    void registersItsCommandsOnceAndAgainOnlyWhenTheyAreOthers() {
        assertThat(bot.discord.registrations()).isEqualTo(1);

        int logins = bot.discord.gateway().logins();
        bot.restart();
        bot.channel.start(inbox);
        await().atMost(LIMIT).until(() -> bot.discord.gateway().logins() > logins);
        assertThat(roger.commands("status", Map.of(), bot.alerts)
                        .awaitAnswer(LIMIT)
                        .content())
                .isEqualTo("All is well.");
        assertThat(bot.discord.registrations()).isEqualTo(1);

        inbox.commands = List.of(new Command("status", "How all is", List.of(), false));
        bot.restart();
        bot.channel.start(inbox);
        await().atMost(LIMIT).until(() -> bot.discord.registrations() == 2);
    }

    @Test
    void whatBreaksIsTold() {
        inbox.answer = call -> {
            throw new IllegalStateException("no store");
        };

        assertThat(roger.commands("status", Map.of(), bot.alerts)
                        .awaitAnswer(LIMIT)
                        .content())
                .contains("broke")
                .doesNotContain("no store");
    }

    @Test
    void aServerThatDoesNotAnswerCostsRolesAndNotTheMessage() {
        bot.discord.faults().always(Route.MEMBER, Fault.refused(403, 50001));

        roger.says(roger.direct(), "approve");

        assertThat(heard(0).person().roles()).isEmpty();
        assertThat(roger.commands("status", Map.of(), roger.direct())
                        .awaitAnswer(LIMIT)
                        .content())
                .isEqualTo("All is well.");
    }

    @Test
    void aStrangerWhoFloodsHoldsUpNoClick() throws Exception {
        Message card = message(card());
        bot.discord.bucket(Route.MEMBER, 5, Duration.ofSeconds(5));
        for (int message = 0; message < 60; message++) {
            mallory.says(mallory.direct(), "hello " + message);
        }

        Interaction click = roger.clicks(card, "approve:abc123");

        assertThat(click.awaitAnswer(Duration.ofSeconds(5)).content()).isEqualTo("Done: approve:abc123");
        await().atMost(LIMIT).until(() -> !inbox.heard.isEmpty());
        assertThat(inbox.heard).hasSizeLessThan(20);
    }
}
