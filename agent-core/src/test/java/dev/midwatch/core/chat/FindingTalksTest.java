package dev.midwatch.core.chat;

import static dev.midwatch.core.chat.ChatWorld.ANNA;
import static dev.midwatch.core.chat.ChatWorld.OTTO;
import static dev.midwatch.core.chat.ChatWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.check.FindingCards;
import dev.midwatch.core.tool.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingTalksTest extends InChat {
    private int reports;

    /** A report that opens a thread; returns the thread. */
    private String report(String... fingerprints) {
        String id = "finding-report-" + reports++;
        List<Card> cards = Stream.of(fingerprints)
                .map(one -> new Card(FindingCards.about(one), Card.Tone.WARNING, "shop is down", List.of()))
                .toList();
        world.outbox.enqueue(OutboundMessage.of(id, "chat", "the shop is down")
                .layout(new OutboundMessage.Layout("", cards))
                .topic(Optional.of("shop is down")));
        await().atMost(SOON)
                .until(() -> world.outbox.known("chat", "receipt-" + id).isPresent());
        return "chat:thread-of-" + id;
    }

    private List<String> saidBefore(int request) {
        return world.model.requests().get(request).contents("assistant");
    }

    @Test
    void goesOnInEveryThreadThatWasOpenedForAReportOfThatFinding() {
        world.model.reply("The disk is full.").reply("Since noon.").reply("What do you mean?");
        String first = report("f1");
        String again = report("f1");
        String other = report("f2");

        world.say(first, ANNA, "Why?");
        world.told(4);
        world.say(again, ANNA, "Since when?");
        world.told(5);
        world.say(other, ANNA, "And here?");
        world.told(6);

        assertThat(saidBefore(1)).containsExactly("The disk is full.");
        assertThat(saidBefore(2)).isEmpty();
        assertThat(world.sessions.count()).isEqualTo(2);
    }

    @Test
    void doesNotTellOperatorsWhatApproversSaid() {
        world.model.reply("The disk is full.").reply("I cannot say.");
        String first = report("f1");
        String again = report("f1");

        world.say(first, ANNA, "Why?");
        world.told(3);
        world.say(again, OTTO, "Since when?");
        world.told(4);

        assertThat(saidBefore(1)).isEmpty();
    }

    @Test
    void keepsToThePlaceWhereAReportTellsOfSeveralFindings() {
        world.model.reply("The disk is full.").reply("What do you mean?");
        String both = report("f1", "f2");
        String one = report("f1");

        world.say(both, ANNA, "Why?");
        world.told(3);
        world.say(one, ANNA, "Since when?");
        world.told(4);

        assertThat(saidBefore(1)).isEmpty();
    }

    @Test
    void beginsAfreshEverywhereWhenSomebodyWantsThat() {
        world.model.reply("The disk is full.").reply("Since noon.").reply("Which disk?");
        String first = report("f1");
        String again = report("f1");

        world.say(first, ANNA, "Why?");
        world.told(3);
        world.say(again, ANNA, "Since when?");
        world.told(4);
        world.say(first, ANNA, "/new");
        assertThat(world.told(5).get(4)).startsWith("What was said here before does not count");
        world.say(again, ANNA, "Is it still full?");
        world.told(6);

        assertThat(saidBefore(2)).isEmpty();
    }

    @Test
    void takesUpWhatWasTalkedAboutBeforeFindingsHadTalks() {
        String thread = report("f1");
        String session = world.sessions.start("conversation", thread).id();
        new ConversationStore(world.database).begin(new Place(thread, Level.APPROVER), session);
        world.model.reply("The disk is full.");

        world.say(thread, ANNA, "Why?");
        world.told(2);

        assertThat(world.talk.findings().session("f1", Level.APPROVER)).contains(session);
        assertThat(world.talk.findings().session("f1", Level.OPERATOR)).isEmpty();
    }

    @Test
    void letsOneSpeakAtATime() {
        String session = world.talk.findings().open("f1", Level.APPROVER);
        FindingTalks.Floor floor =
                world.talk.findings().take(session, Duration.ZERO).orElseThrow();
        assertThat(world.talk.findings().tryTake(session)).isEmpty();
        assertThat(world.talk.findings().take(session, Duration.ofMillis(10))).isEmpty();
        floor.close();
        assertThat(world.talk.findings().tryTake(session)).isPresent();
        String alone = world.sessions.start("conversation", "chat:1").id();
        assertThat(world.talk.findings().tryTake(alone)).isPresent();
        assertThat(world.talk.findings().tryTake(alone)).isPresent();
    }
}
