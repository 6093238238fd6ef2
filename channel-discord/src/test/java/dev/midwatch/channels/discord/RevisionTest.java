package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.testkit.discord.Attachment;
import dev.midwatch.testkit.discord.Button;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.discord.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class RevisionTest {
    private static final List<Choice> CHOICES = List.of(new Choice("approve:p1", "Approve", true));

    private final Bot bot = new Bot();

    @AfterEach
    void stop() {
        bot.close();
    }

    private OutboundMessage pages(int count, String what) {
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= count; page++) {
            text.append(what).append(page).append("-".repeat(1_500)).append('\n');
        }
        return bot.message(text.toString()).choices(CHOICES);
    }

    private List<String> shown() {
        return bot.alerts.messages().stream()
                .map(message -> message.content().replace("-", "")
                        + message.buttons().stream().map(Button::label).toList())
                .toList();
    }

    @Test
    void isSeveralMessagesOfDiscordsWithTheButtonsBelowTheLast() throws DeliveryException {
        Receipt receipt = bot.channel.send(pages(3, "a"));

        assertThat(shown()).containsExactly("a1[]", "a2[]", "a3[Approve]");
        assertThat(receipt.id().split(" "))
                .containsExactlyElementsOf(bot.alerts.messages().stream()
                        .map(message -> bot.alerts.id() + "/" + message.id())
                        .toList());
    }

    @Test
    void growsAndShrinks() throws DeliveryException {
        Receipt two = bot.channel.send(pages(2, "a"));
        Receipt three = bot.channel.revise(two, pages(3, "b"));
        List<String> grown = shown();
        Receipt one = bot.channel.revise(three, pages(1, "c"));
        List<String> shrunk = shown();
        Receipt again = bot.channel.revise(one, pages(2, "d"));

        assertThat(grown).containsExactly("b1[]", "b2[]", "b3[Approve]");
        assertThat(three.id()).startsWith(two.id() + " ");
        assertThat(shrunk).containsExactly("c1[Approve]");
        assertThat(two.id()).startsWith(one.id() + " ");
        assertThat(shown()).containsExactly("d1[]", "d2[Approve]");
        assertThat(again.id()).startsWith(one.id() + " ");
    }

    @Test
    void growsOnceHoweverOftenItIsTried() throws DeliveryException {
        bot.discord.nonceIsKept(Duration.ZERO);
        Receipt one = bot.channel.send(pages(1, "a"));
        OutboundMessage longer = pages(2, "b");
        bot.discord.faults().next(Route.SEND, Fault.cutMidway());
        Bot.refusal(() -> bot.channel.revise(one, longer));

        Receipt two = bot.channel.revise(one, longer);

        assertThat(shown()).containsExactly("b1[]", "b2[Approve]");
        assertThat(two.id().split(" ")).hasSize(2);
    }

    @Test
    void shrinksAlsoWhereSomebodyWasQuicker() throws DeliveryException {
        Receipt two = bot.channel.send(pages(2, "a"));
        bot.discord.faults().next(Route.DELETE, Fault.statusAfterHandling(500));
        Bot.refusal(() -> bot.channel.revise(two, pages(1, "b")));

        Receipt one = bot.channel.revise(two, pages(1, "b"));

        assertThat(shown()).containsExactly("b1[Approve]");
        assertThat(one.id().split(" ")).hasSize(1);
    }

    @Test
    void takesAwayWhatTheMessageHasNoLonger() throws DeliveryException {
        Card asking = new Card(
                "proposal:p1", Tone.ASKING, "Restart?", List.of(new Field("Log", "x\n".repeat(900), Shape.CODE)));
        Card done = new Card(
                "proposal:p1",
                Tone.GOOD,
                "Restarted",
                List.of(new Field("By", "discord:123456789012345678", Shape.SHORT)));
        Receipt receipt = bot.channel.send(bot.message("text")
                .layout(new Layout("1 problem", List.of(asking)))
                .choices(CHOICES));

        bot.channel.revise(receipt, bot.message("text").layout(new Layout("", List.of(done))));

        Message message = bot.alerts.messages().get(0);
        assertThat(message.versions().get(0).attachments())
                .extracting(Attachment::name)
                .containsExactly("log.txt");
        assertThat(message.content()).isEmpty();
        assertThat(message.embeds()).extracting(embed -> embed.title()).containsExactly("✅ Restarted");
        assertThat(message.embeds().get(0).fields().get(0).value()).isEqualTo("<@123456789012345678>");
        assertThat(message.buttons()).isEmpty();
        assertThat(message.attachments()).isEmpty();
        assertThat(message.pings()).isEmpty();
    }

    @Test
    void replacesAFileByTheNewest() throws DeliveryException {
        Receipt receipt = bot.channel.send(bot.message("```\n" + "old\n".repeat(500) + "```"));

        bot.channel.revise(receipt, bot.message("```\n" + "new\n".repeat(500) + "```"));

        assertThat(bot.alerts.messages().get(0).attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("log.txt");
            assertThat(file.text()).startsWith("new\n");
        });
    }

    @Test
    void keepsThePlaceForAnswers() throws DeliveryException {
        Receipt receipt = bot.channel.send(bot.message("asking").topic(Optional.of("topic")));

        assertThat(bot.channel.revise(receipt, bot.message("answered")).place())
                .isEqualTo(receipt.place())
                .isPresent();
    }

    @Test
    void wakesAThreadToChangeWhatStandsInIt() throws DeliveryException {
        Receipt asking = bot.channel.send(bot.message("asking").topic(Optional.of("topic")));
        Receipt inThread =
                bot.channel.send(bot.message("working").target(asking.place().orElseThrow()));
        Place thread = bot.alerts.threads().get(0);
        thread.archive();
        bot.restart();
        bot.discord.faults().next(Route.EDIT_CHANNEL, Fault.refused(400, 160005));

        DeliveryException locked = Bot.refusal(() -> bot.channel.revise(inThread, bot.message("done")));
        bot.channel.revise(inThread, bot.message("done"));

        assertThat(locked).hasMessage("the thread \"topic\" is locked: unlock the thread");

        assertThat(thread.messages()).extracting(Message::content).containsExactly("done");
    }

    @Test
    void isPermanentlyRefusedWhereThereWasNeverAMessage() {
        DeliveryException refusal = Bot.refusal(() -> bot.channel.revise(new Receipt(""), bot.message("two")));

        assertThat(refusal.retryable()).isFalse();
    }

    @Test
    void isPermanentlyRefusedWhereTheMessageIsGone() throws DeliveryException {
        Receipt receipt = bot.channel.send(bot.message("one"));
        bot.discord.faults().next(Route.EDIT, Fault.refused(404, 10008));

        DeliveryException gone = Bot.refusal(() -> bot.channel.revise(receipt, bot.message("two")));

        assertThat(gone.retryable()).isFalse();
        assertThat(gone).hasMessage("the message is not in #alerts any more: somebody deleted it");
    }
}
