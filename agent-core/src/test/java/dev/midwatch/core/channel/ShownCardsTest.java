package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import dev.midwatch.core.text.KnownSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The cards that people can see. */
class ShownCardsTest extends OnOutbox {
    @Test
    void hidesSecretsInEveryPartOfACard() {
        String secret = "Tr0ub4dor-correct-horse-staple";
        KnownSecrets.ofProcess().learn(List.of(secret));
        Card card = new Card(
                "finding:1",
                Card.Tone.CRITICAL,
                "title " + secret,
                List.of(new Card.Field("log", "line\n" + secret + "\u202e", Card.Shape.CODE)));
        OutboundMessage told = message("m", "chat", "text " + secret)
                .layout(new Layout("lead " + secret, List.of(card)))
                .choices(List.of(new Choice("v", "label " + secret, false)))
                .topic(Optional.of("topic " + secret));
        outbox.enqueue(told);
        couriers.deliverDue();
        outbox.revise("m", told.text("revised " + secret));
        couriers.deliverDue();

        assertThat(chat.given).hasSize(2).allSatisfy(shown -> {
            assertThat(shown.layout()
                            .orElseThrow()
                            .cards()
                            .get(0)
                            .fields()
                            .get(0)
                            .value())
                    .isEqualTo("line\n[redacted]‹U+202E›");
            assertThat(shown.toString()).doesNotContain(secret).contains("title [redacted]", "lead [redacted]");
        });
        assertThat(database.query("SELECT content FROM outbox", row -> row.text("content")))
                .hasSize(2)
                .noneMatch(content -> content.contains(secret));
    }

    @Test
    void cardsAreKeptAsLongAsTheirMessages() {
        Card card = new Card("finding:1", Card.Tone.WARNING, "title", List.of());
        outbox.enqueue(message("m", "chat", "text").layout(new Layout("", List.of(card))));
        couriers.deliverDue();
        assertThat(outbox.cards().openMessages()).containsExactly("m");
        assertThat(outbox.cards().newest("finding:1")).contains("m");

        clock.pass(Duration.ofDays(31));
        outbox.prune(clock.instant().minus(Duration.ofDays(30)));
        assertThat(outbox.cards().of("m")).isEmpty();
    }

    @Test
    void aMessageThatNobodyGotIsNotTheNewest() {
        Layout layout = new Layout("", List.of(new Card("finding:1", Card.Tone.WARNING, "title", List.of())));
        outbox.enqueue(message("m", "chat", "text").layout(layout));
        clock.pass(Duration.ofHours(4));
        outbox.enqueue(message("n", "chat", "text").layout(layout));
        ShownCard first = outbox.cards().of("m").get(0);
        assertThat(outbox.cards().newest("finding:1")).contains("n");
        assertThat(outbox.cards().toldAgain(first)).contains(clock.instant());

        outbox.store().lose("n", DeliveryState.FAILED, clock.instant(), "the channel is gone");
        assertThat(outbox.cards().newest("finding:1")).contains("m");
        assertThat(outbox.cards().toldAgain(first)).isEmpty();
    }

    @Test
    void whatNobodyCanSeeHasNoCards() {
        Card card = new Card("finding:1", Card.Tone.WARNING, "title", List.of());
        outbox.enqueue(message("m", "local", "text").layout(new Layout("", List.of(card))));

        assertThat(outbox.cards().of("m")).isEmpty();
    }
}
