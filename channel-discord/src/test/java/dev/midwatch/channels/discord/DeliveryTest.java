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
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class DeliveryTest {
    private final Bot bot = new Bot();
    private final Person roger = bot.discord.person("roger", bot.discord.role("ops"));

    @AfterEach
    void stop() {
        bot.close();
    }

    private Message only(Place place) {
        assertThat(place.messages().stream().filter(Message::byBot)).hasSize(1);
        return place.messages().stream().filter(Message::byBot).findFirst().orElseThrow();
    }

    @Test
    void writesToTheHomeChannelAndSaysWhatDiscordCallsTheMessage() throws DeliveryException {
        Receipt receipt = bot.channel.send(bot.message("All is well."));

        Message message = only(bot.alerts);
        assertThat(message.content()).isEqualTo("All is well.");
        assertThat(receipt).isEqualTo(new Receipt(bot.alerts.id() + "/" + message.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"discord:#night", "discord:night", "discord:#Night"})
    void writesToAChannelByItsName(String target) throws DeliveryException {
        Place night = bot.discord.channel("night");

        bot.channel.send(bot.message("hello").target(target));

        assertThat(only(night).content()).isEqualTo("hello");
    }

    @Test
    void writesToAChannelByItsIdAndToAHomeChannelByItsName() throws DeliveryException {
        Place night = bot.discord.channel("night");
        bot.channel.send(bot.message("hello").target("discord:" + night.id()));
        try (DiscordChannel named = bot.channel("#night")) {
            named.send(bot.message("home"));
        }

        assertThat(night.messages()).extracting(Message::content).containsExactly("hello", "home");
    }

    @Test
    void writesIntoAThreadAlsoWhenItSleeps() throws DeliveryException {
        Place thread = roger.opensThread(roger.says(bot.alerts, "what is it?"), "what is it?");
        bot.channel.send(bot.message("one").target("discord:" + thread.id()));
        thread.archive();
        bot.restart();

        bot.channel.send(bot.message("two").target("discord:" + thread.id()));

        assertThat(thread.messages()).extracting(Message::content).containsExactly("one", "two");
    }

    @Test
    void writesToAPersonAndCanChangeThatAfterARestart() throws DeliveryException {
        Receipt receipt = bot.channel.send(bot.message("psst").target("discord:" + roger.id()));
        bot.restart();

        Receipt revised = bot.channel.revise(receipt, bot.message("louder"));

        assertThat(revised).isEqualTo(receipt);
        assertThat(receipt.id()).startsWith(roger.id() + "/");
        assertThat(only(roger.direct()).content()).isEqualTo("louder");
    }

    @Test
    void findsDirectMessagesByTheirOwnIdToo() throws DeliveryException {
        roger.says(roger.direct(), "hi");

        bot.channel.send(bot.message("hello").target("discord:" + roger.direct().id()));

        assertThat(only(roger.direct()).content()).isEqualTo("hello");
    }

    @Test
    void followsUpWithAReplyAndWithoutOneWhereTheMessageIsGone() throws DeliveryException {
        Receipt first = bot.channel.send(bot.message("broken"));
        bot.channel.send(bot.message("fixed").replyTo(Optional.of(first.id())));
        bot.channel.send(bot.message("elsewhere").replyTo(Optional.of("1/2")));
        bot.channel.send(bot.message("gone").replyTo(Optional.of(bot.alerts.id() + "/1")));

        assertThat(bot.alerts.messages())
                .extracting(Message::repliesTo)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(bot.alerts.messages().get(0).id()),
                        Optional.empty(),
                        Optional.empty());
    }

    @Test
    void callsNobody() throws DeliveryException {
        String hostile = "@everyone @here %s <@&%s> %s"
                .formatted(roger.mention(), bot.discord.role("ops").id(), bot.discord.botMention());
        Message asked = roger.says(bot.alerts, "what is it?");
        Card card = new Card(
                "finding:1",
                Tone.CRITICAL,
                hostile,
                List.of(new Field(hostile, hostile, Shape.TEXT), new Field("Log", hostile, Shape.CODE)));

        Receipt plain = bot.channel.send(bot.message(hostile));
        bot.channel.send(bot.message(hostile)
                .layout(new Layout(hostile, List.of(card)))
                .topic(Optional.of(hostile))
                .replyTo(Optional.of(bot.alerts.id() + "/" + asked.id())));
        bot.channel.revise(plain, bot.message("revised " + hostile));

        List<Message> ours =
                bot.alerts.messages().stream().filter(Message::byBot).toList();
        assertThat(ours)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.pings()).isEmpty());
        assertThat(ours.get(0).content())
                .isEqualTo("revised @ everyone @ here < @%s> < @&%s> < @%s>"
                        .formatted(roger.id(), bot.discord.role("ops").id(), bot.discord.botId()));
        assertThat(bot.alerts.threads()).hasSize(1);
        assertThat(bot.alerts.threads().get(0).messages())
                .allSatisfy(message -> assertThat(message.pings()).isEmpty());
    }

    @Test
    void showsCardsButtonsAndFiles() throws DeliveryException {
        OutboundMessage message = bot.message("text")
                .layout(new Layout(
                        "1 new problem",
                        List.of(new Card(
                                "finding:1",
                                Tone.WARNING,
                                "shop/web restarts",
                                List.of(new Field("Log", "line\n".repeat(1_000), Shape.CODE))))))
                .choices(List.of(new Choice("approve:p1", "Approve", true), new Choice("deny:p1", "Deny", false)));

        bot.channel.send(message);

        Message shown = only(bot.alerts);
        assertThat(shown.content()).isEqualTo("1 new problem");
        assertThat(shown.embeds().get(0).title()).isEqualTo("🟠 shop/web restarts");
        assertThat(shown.embeds().get(0).color()).hasValue(0xE8912D);
        assertThat(shown.attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("log.txt");
            assertThat(file.text()).isEqualTo("line\n".repeat(1_000));
        });
        assertThat(shown.button("Approve").id()).isEqualTo("approve:p1");
    }
}
