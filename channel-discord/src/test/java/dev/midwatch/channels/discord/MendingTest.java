package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Permission;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.discord.Route;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person has to mend: the refusal says how, the message waits for it and arrives afterwards. */
@Execution(ExecutionMode.CONCURRENT)
class MendingTest {
    private final Bot bot = new Bot();

    @AfterEach
    void stop() {
        bot.close();
    }

    /** With an embed and a file, so that everything is needed that can be. */
    private OutboundMessage everything() {
        Field log = new Field("Log", "line\n".repeat(1_000), Shape.CODE);
        return bot.message("text").layout(new Layout("lead", List.of(new Card("c", Tone.INFO, "title", List.of(log)))));
    }

    private DeliveryException waits(OutboundMessage message) {
        DeliveryException refusal = Bot.refusal(() -> bot.channel.send(message));
        assertThat(refusal.retryable()).as(refusal.getMessage()).isTrue();
        return refusal;
    }

    @ParameterizedTest
    @CsvSource({
        "VIEW_CHANNEL, View Channels",
        "SEND_MESSAGES, Send Messages",
        "EMBED_LINKS, Embed Links",
        "ATTACH_FILES, Attach Files"
    })
    void namesThePermissionThatIsMissing(Permission permission, String name) {
        bot.alerts.deny(permission);

        assertThat(waits(everything()))
                .hasMessage(
                        "the bot may not do \"%s\" in #alerts: give that to the bot's role, or invite it again (midwatch doctor shows the link)"
                                .formatted(name));
        bot.alerts.allow();
        bot.deliver(everything());
        assertThat(bot.alerts.messages()).hasSize(1);
    }

    @Test
    void namesAllThatIsMissingInAThread() {
        Person roger = bot.discord.person("roger");
        Place thread = roger.opensThread(roger.says(bot.alerts, "what is it?"), "what is it?");
        bot.alerts.deny(Permission.SEND_MESSAGES_IN_THREADS, Permission.EMBED_LINKS);

        assertThat(waits(everything().target("discord:" + thread.id())))
                .hasMessageStartingWith(
                        "the bot may not do \"Embed Links\" and \"Send Messages in Threads\" in the thread \"what is it?\": ");
    }

    @Test
    void sendsNoHalfOfAMessageThatLacksAPermission() {
        bot.alerts.deny(Permission.ATTACH_FILES);
        OutboundMessage pages = everything()
                .layout(new Layout(
                        "x\n".repeat(2_000), everything().layout().orElseThrow().cards()));

        waits(pages);

        assertThat(bot.alerts.messages()).isEmpty();
    }

    @Test
    void saysThatAPermissionIsMissingOfWhichItWasNotTold() {
        bot.discord.withhold(Permission.SEND_MESSAGES);
        bot.discord.faults().next(Route.SEND, Fault.refused(403, 50013), Fault.refused(403, 50001));
        assertThat(waits(bot.message("a"))).hasMessageContaining("midwatch doctor");
    }

    @Test
    void waitsForAChannelOfThatName() {
        OutboundMessage message = bot.message("hello").target("discord:#nihgt");

        assertThat(waits(message))
                .hasMessage("there is no channel #nihgt: make it, let the bot in, or correct the job's deliver");
        bot.discord.channel("nihgt");
        Awaitility.await().until(() -> bot.channel.known("discord:#nihgt").isPresent());
        bot.deliver(message);
    }

    @Test
    void waitsForAHomeChannel() throws DeliveryException {
        try (DiscordChannel homeless = bot.channel(" ")) {
            assertThat(Bot.refusal(() -> homeless.send(bot.message("hello"))))
                    .hasMessage(
                            "there is no home channel: set discord.home_channel (DISCORD_HOME_CHANNEL) to the id of one")
                    .satisfies(refusal -> assertThat(refusal.retryable()).isTrue());
        }
    }

    @Test
    void waitsForAnotherHomeWhenItWasDeleted() {
        bot.deliver(bot.message("one"));
        bot.alerts.delete();

        Awaitility.await()
                .untilAsserted(() -> assertThat(waits(bot.message("two")))
                        .hasMessage(
                                "discord:%s is neither a channel, nor a thread, nor a person any more: set discord.home_channel (DISCORD_HOME_CHANNEL) to another"
                                        .formatted(bot.alerts.id())));
    }

    @Test
    void waitsForAChannelOfTheSameNameWhenOneWasDeleted() {
        bot.discord.channel("night");
        OutboundMessage message = bot.message("hello").target("discord:#night");
        bot.deliver(bot.message("connected"));
        bot.discord.channel("night").delete();
        Awaitility.await().until(() -> bot.channel.known("discord:#night").isEmpty());

        waits(message);
        bot.discord.channel("night");
        bot.deliver(message);

        assertThat(bot.discord.channel("night").messages())
                .extracting(Message::content)
                .containsExactly("hello");
    }

    @Test
    void givesUpWhatIsForAnIdThatNobodyHas() {
        Place gone = bot.discord.channel("gone");
        gone.delete();

        for (String id : List.of(gone.id(), "1", "9999999999999999999")) {
            DeliveryException refusal =
                    Bot.refusal(() -> bot.channel.send(bot.message("a").target("discord:" + id)));
            assertThat(refusal)
                    .hasMessage(
                            "discord:%s is neither a channel, nor a thread, nor a person any more: correct the job's deliver"
                                    .formatted(id));
            assertThat(refusal.retryable()).isFalse();
        }
    }

    @Test
    void saysThatAPersonTakesNoDirectMessages() {
        Person roger = bot.discord.person("roger");
        roger.refusesDirectMessages();

        assertThat(waits(bot.message("psst").target("discord:" + roger.id())))
                .hasMessage(
                        "direct messages to roger cannot be written to: that person must be on the server and allow direct messages from it");
    }

    @Test
    void deliversWithoutTheRightToReadWhatPeopleWrite() {
        bot.discord.allowMessageContent(false);

        bot.deliver(bot.message("hello"));

        assertThat(bot.alerts.messages()).hasSize(1);
        assertThat(bot.channel.trouble()).isEqualTo(Trouble.NO_CONTENT);
        assertThat(bot.discord.gateway().logins()).isEqualTo(1);
    }

    @Test
    void saysThatTheTokenIsWrongAndDeliversOnceItIsRight() {
        bot.discord.faults().next(Route.SELF, Fault.refused(401, 0));
        OutboundMessage message = bot.message("hello");

        assertThat(waits(message)).hasMessage(Trouble.INVALID_TOKEN.text());
        assertThat(Trouble.INVALID_TOKEN.text()).contains("DISCORD_BOT_TOKEN");
        bot.deliver(message);
        assertThat(bot.alerts.messages()).hasSize(1);
    }

    @Test
    void saysThatTheTokenIsWrongWhenItBecomesSoLater() {
        bot.deliver(bot.message("one"));
        bot.discord.refuseToken();

        Awaitility.await().until(() -> bot.channel.trouble().equals(Trouble.INVALID_TOKEN));
        assertThat(waits(bot.message("two"))).hasMessage(Trouble.INVALID_TOKEN.text());
        assertThat(bot.alerts.messages()).hasSize(1);
    }

    @Test
    void deliversAsSoonAsDiscordCanBeReached() {
        bot.discord.faults().next(Route.SELF, Fault.status(500), Fault.cutBeforeHandling());
        OutboundMessage message = bot.message("hello");

        assertThat(waits(message)).hasMessage("Discord answered 500");
        bot.deliver(message);

        assertThat(bot.alerts.messages()).hasSize(1);
    }

    @Test
    void saysWhatDiscordCanNeverTake() {
        bot.deliver(bot.message("connected"));
        bot.discord.faults().next(Route.SEND, Fault.refused(400, 50035));

        DeliveryException refusal = Bot.refusal(() -> bot.channel.send(bot.message("a")));

        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal).hasMessageStartingWith("Discord can never take this: ");
    }

    @Test
    void saysThatAThreadIsLockedAndThatAutoModBlocks() {
        bot.deliver(bot.message("connected"));
        bot.discord.faults().next(Route.SEND, Fault.refused(400, 160005), Fault.refused(400, 200000));

        assertThat(waits(bot.message("a"))).hasMessage("#alerts is locked: unlock the thread");
        assertThat(waits(bot.message("a"))).hasMessageContaining("make an exception for the bot's role");
    }

    @Test
    void repliesToNothingWhereItMayNotReadTheHistory() {
        bot.alerts.deny(Permission.READ_MESSAGE_HISTORY);

        bot.deliver(bot.message("fixed").replyTo(Optional.of(bot.alerts.id() + "/1")));

        assertThat(bot.alerts.messages()).extracting(Message::repliesTo).containsExactly(Optional.empty());
    }
}
