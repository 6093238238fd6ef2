package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people see: a finding, what is proposed, and what became of it. */
class LooksTest {
    private final Bot bot = new Bot();

    @AfterEach
    void stop() {
        bot.close();
    }

    private static Card finding() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            log.append("2026-03-02T02:%02d:11Z INFO  GET /cart 200 in %d ms\n".formatted(i / 4, 20 + i));
        }
        log.append("2026-03-02T02:31:40Z ERROR java.lang.OutOfMemoryError: Java heap space\n");
        return new Card(
                "finding:1",
                Tone.CRITICAL,
                "Container web of Pod shop/web-7f9c-x2x4 was killed for its memory 6 times (3 affected)",
                List.of(
                        new Field("Owner", "Deployment shop/web", Shape.SHORT),
                        new Field("Reason", "OomKilled", Shape.SHORT),
                        new Field("Since", "02:14 (17 m)", Shape.SHORT),
                        new Field(
                                "Cause",
                                "The limit of 256Mi is below what the container needs at its start",
                                Shape.TEXT),
                        new Field("Last event", "Back-off restarting failed container web", Shape.TEXT),
                        new Field("Log before", log.toString(), Shape.CODE),
                        new Field("Look", "kubectl -n shop describe pod web-7f9c-x2x4", Shape.COMMAND)));
    }

    private static Card asking() {
        return new Card(
                "proposal:k7d2",
                Tone.ASKING,
                "Restart Deployment shop/web?",
                List.of(
                        new Field("What", "restart a rollout", Shape.SHORT),
                        new Field("Where", "Deployment shop/web", Shape.SHORT),
                        new Field("Risk", "low", Shape.SHORT),
                        new Field("Why", "Container web was killed for its memory 6 times", Shape.TEXT),
                        new Field("Touches", "3 pods of Deployment shop/web, one after the other", Shape.TEXT),
                        new Field("Works when", "all 3 replicas are ready for 2 m", Shape.TEXT),
                        new Field("Undo", "kubectl -n shop rollout undo deployment web", Shape.COMMAND),
                        new Field(
                                "Diff",
                                " metadata:\n   annotations:\n+    kubectl.kubernetes.io/restartedAt: 2026-03-02T02:31:52Z",
                                Shape.DIFF),
                        new Field("Command", "kubectl -n shop rollout restart deployment web", Shape.COMMAND),
                        new Field("Expires", "03:31 (in 1 h)", Shape.SHORT),
                        new Field("Proposal", "k7d2", Shape.SHORT)));
    }

    private static Card done() {
        List<Field> fields = new ArrayList<>(List.of(
                new Field("Approved by", "discord:123456789012345678", Shape.SHORT),
                new Field("At", "02:33", Shape.SHORT),
                new Field("Result", "fixed after 3 m", Shape.SHORT)));
        fields.addAll(asking().fields().subList(0, 5));
        return new Card("proposal:k7d2", Tone.GOOD, "Restarted Deployment shop/web: fixed after 3 m", fields);
    }

    @Test
    void looksLikeTheWorkOfSomebodyWhoKnowsWhatMatters() throws DeliveryException, IOException {
        Receipt receipt = bot.channel.send(bot.message("text")
                .layout(new Layout("**1 new problem** · nightly look", List.of(finding(), asking())))
                .choices(List.of(
                        new Choice("approve:k7d2", "Approve", true),
                        new Choice("deny:k7d2", "Deny", false),
                        new Choice("details:k7d2", "Details", false)))
                .topic(Optional.of("Container web of Pod shop/web-7f9c-x2x4 was killed for its memory 6 times")));
        bot.channel.send(bot.message(
                        "The heap is set to 512 MB by `JAVA_OPTS`; the limit is **256Mi**.\n```yaml\nresources:\n  limits:\n    memory: 768Mi\n```")
                .target(receipt.place().orElseThrow()));
        String asked = page();
        bot.channel.revise(
                receipt,
                bot.message("text").layout(new Layout("**1 new problem** · nightly look", List.of(finding(), done()))));

        assertThat(asked + "----\n" + page()).isEqualTo(golden());
    }

    /** The newest state of all that is to be read. */
    private String page() {
        List<Place> places = new ArrayList<>(List.of(bot.alerts));
        places.addAll(bot.alerts.threads());
        StringBuilder page = new StringBuilder();
        for (Place place : places) {
            page.append("# ").append(place.name()).append('\n');
            for (Message message : place.messages()) {
                page.append(message.text()).append('\n');
                message.attachments()
                        .forEach(file -> page.append("(").append(file.name()).append(")\n"));
                message.buttons()
                        .forEach(button ->
                                page.append("[").append(button.label()).append("]\n"));
            }
        }
        return page.toString();
    }

    private static String golden() throws IOException {
        try (InputStream golden = LooksTest.class.getResourceAsStream("looks.txt")) {
            return new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
