package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static List<Page> pages(String lead, List<Card> cards) {
        return pages(OutboundMessage.of("m", "discord", "text").layout(new Layout(lead, cards)));
    }

    /** Discord's limits hold for every page there is. */
    private static List<Page> pages(OutboundMessage message) {
        List<Page> pages = Pages.of(message);
        assertThat(pages).isNotEmpty().allSatisfy(page -> {
            assertThat(page.toCreate().getContent()).hasSizeLessThanOrEqualTo(Message.MAX_CONTENT_LENGTH);
            assertThat(page.toEdit().getEmbeds()).hasSizeLessThanOrEqualTo(10);
            assertThat(page.files())
                    .hasSizeLessThanOrEqualTo(10)
                    .extracting(TextFiles.TextFile::name)
                    .doesNotHaveDuplicates();
            assertThat(page.embeds().stream().mapToInt(MessageEmbed::getLength).sum())
                    .isLessThanOrEqualTo(6_000);
            assertThat(page.isTooLarge()).isFalse();
            assertThat(page.toCreate().getAllowedMentions()).isEmpty();
            assertThat(page.toCreate().isMentionRepliedUser()).isFalse();
            assertThat(page.toEdit().getAllowedMentions()).isEmpty();
            assertThat(page.content().isBlank() && page.embeds().isEmpty()).isFalse();
        });
        assertThat(pages.subList(0, pages.size() - 1))
                .allSatisfy(page -> assertThat(page.choices()).isEmpty());
        return pages;
    }

    private static Card card(int number, List<Field> fields) {
        return new Card("finding:" + number, Tone.CRITICAL, "Deployment shop/web" + number + " is down", fields);
    }

    @Test
    void showsTheCardsBelowTheLeadAndLeavesTheTextAlone() {
        List<Page> pages = pages("2 new problems", List.of(card(1, List.of()), card(2, List.of())));

        assertThat(pages).singleElement().satisfies(page -> {
            assertThat(page.content()).isEqualTo("2 new problems");
            assertThat(page.embeds())
                    .extracting(MessageEmbed::getTitle)
                    .containsExactly("🔴 Deployment shop/web1 is down", "🔴 Deployment shop/web2 is down");
        });
    }

    @Test
    void hasSomethingToSayOfNothing() {
        assertThat(pages(OutboundMessage.of("m", "discord", " \n ")))
                .extracting(Page::content)
                .containsExactly("(nothing to say)");
        assertThat(pages(
                        "",
                        List.of(new Card(
                                "",
                                Tone.INFO,
                                "",
                                List.of(new Field("", "", Shape.CODE), new Field("", "x", Shape.TEXT))))))
                .hasSize(1);
    }

    @Test
    void makesAFileOfALogAndSaysWhere() {
        String log = "line\n".repeat(400);

        Page page = pages(OutboundMessage.of("m", "discord", "Look:\n```\n" + log + "```\nand this:\n```sh\nls\n```"))
                .get(0);

        assertThat(page.content()).isEqualTo("Look:\n*400 lines: log.txt*\nand this:\n```sh\nls\n```");
        assertThat(page.files()).containsExactly(new TextFiles.TextFile("log.txt", log.strip()));
    }

    @Test
    void makesAFileOfWhatNobodyReadsInAChannel() {
        String prose = ("word ".repeat(300) + "\n").repeat(20);

        Page page = pages(OutboundMessage.of("m", "discord", prose)).get(0);

        assertThat(page.content()).startsWith("word word").endsWith("… all of it: message.md");
        assertThat(page.files()).extracting(TextFiles.TextFile::text).containsExactly(prose);
    }

    @Test
    void cutsTwoAndAHalfMessagesAndPutsTheButtonsBelowTheLast() {
        List<Page> pages = pages(OutboundMessage.of("m", "discord", ("x".repeat(499) + "\n").repeat(10))
                .choices(List.of(new Choice("approve:1", "Approve", true))));

        assertThat(pages).extracting(page -> page.choices().size()).containsExactly(0, 0, 1);
    }

    @Test
    void putsAFewLargeCardsIntoOneMessageByShorteningTheirLogs() {
        List<Card> cards = IntStream.range(0, 3)
                .mapToObj(number -> card(
                        number,
                        List.of(
                                new Field("Owner", "Deployment shop/web", Shape.SHORT),
                                new Field("Log", "a line of a log\n".repeat(200), Shape.CODE),
                                new Field("Events", "an event\n".repeat(200), Shape.CODE),
                                new Field("Look", "kubectl -n shop describe deployment web", Shape.COMMAND))))
                .toList();

        assertThat(pages("3 new problems", cards)).singleElement().satisfies(page -> {
            assertThat(page.files()).hasSize(6);
            assertThat(page.embeds())
                    .allSatisfy(embed -> assertThat(embed.getFields())
                            .extracting(MessageEmbed.Field::getName)
                            .containsExactly("Owner", "Log", "Events", "Look"));
        });
    }

    @Test
    void spreadsTwentyCardsOverFourMessages() {
        List<Card> cards = IntStream.range(0, 20)
                .mapToObj(number -> card(
                        number,
                        List.of(
                                new Field("Cause", "because ".repeat(500), Shape.TEXT),
                                new Field("Look", "kubectl get pods", Shape.COMMAND))))
                .toList();

        List<Page> pages = pages("20 new problems", cards);

        assertThat(pages).hasSizeLessThanOrEqualTo(4);
        assertThat(pages.stream().flatMap(page -> page.embeds().stream()))
                .hasSize(20)
                .allSatisfy(embed -> assertThat(embed.getFields())
                        .extracting(MessageEmbed.Field::getName)
                        .contains("Look"));
    }

    @Test
    void keepsToTheLimitsWhateverTheCardsHold() {
        Random random = new Random(11);
        List<String> values = List.of(
                "",
                "x",
                "😀".repeat(700),
                "line\n".repeat(300),
                "`".repeat(900),
                "x".repeat(100_000),
                "||".repeat(600),
                "```",
                "@everyone <@1> [a](http://b)",
                " \n ");
        for (int round = 0; round < 30; round++) {
            List<Card> cards = new ArrayList<>();
            for (int card = 0; card < 1 + random.nextInt(20); card++) {
                List<Field> fields = new ArrayList<>();
                for (int field = 0; field < random.nextInt(31); field++) {
                    fields.add(new Field(
                            pick(values, random),
                            pick(values, random),
                            Shape.values()[random.nextInt(Shape.values().length)]));
                }
                cards.add(new Card("c", Tone.values()[random.nextInt(8)], pick(values, random), fields));
            }
            pages(pick(values, random), cards);
        }
    }

    private static String pick(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    @Test
    void losesNoFieldOfThirty() {
        List<Field> fields = IntStream.range(0, 30)
                .mapToObj(number -> new Field("Field " + number, "value " + number, Shape.SHORT))
                .toList();

        Page page = pages("", List.of(card(1, fields))).get(0);

        MessageEmbed embed = page.embeds().get(0);
        assertThat(embed.getFields()).hasSize(25);
        assertThat(embed.getFields().get(24).getValue()).startsWith("more.txt: Field 24, Field 25");
        assertThat(page.files().get(0).text()).contains("Field 24:\nvalue 24").endsWith("Field 29:\nvalue 29");
    }

    @Test
    void isToldForTheSameMessageOnlyByWhatItSays() {
        Page page = pages("lead", List.of(card(1, List.of(new Field("Owner", "web", Shape.SHORT)))))
                .get(0);

        assertThat(pages("lead", List.of(card(1, List.of(new Field("Owner", "web", Shape.SHORT)))))
                        .get(0))
                .isEqualTo(page);
        assertThat(Collections.frequency(List.of(page.content()), "lead")).isEqualTo(1);
    }
}
