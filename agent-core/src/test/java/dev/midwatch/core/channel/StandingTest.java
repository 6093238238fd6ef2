package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Card QUESTION = new Card(
            "proposal:abc",
            Tone.ASKING,
            "Restart Deployment shop/web?",
            List.of(
                    new Field("Why", "it crashes", Shape.TEXT),
                    new Field(Standing.EXPIRES, "13:00", Shape.SHORT),
                    new Field("Proposal", "abc", Shape.SHORT)));

    @Test
    void aQuestionThatWasAnsweredAsksNoMore() {
        Card record = Standing.over(Tone.VOID, "denied by discord:1").on(QUESTION);

        assertThat(record.title()).isEqualTo("Restart Deployment shop/web");
        assertThat(record.tone()).isEqualTo(Tone.VOID);
        assertThat(record.fields()).extracting(Field::label).containsExactly("State", "Why", "Proposal");
        assertThat(record.fields().get(0).value()).isEqualTo("denied by discord:1");
    }

    @Test
    void whatHasNotChangedIsShownAsItWasTold() {
        assertThat(Standing.asTold(Tone.ASKING).on(QUESTION)).isEqualTo(QUESTION);
    }

    @Test
    void evidenceThatIsCalledLikeOneOfOurFieldsStays() {
        Card finding = new Card(
                "finding:1",
                Tone.WARNING,
                "Is it full?",
                List.of(
                        new Field("State", "Pending", Shape.TEXT),
                        new Field(Standing.EXPIRES, "tomorrow", Shape.TEXT)));
        Card resolved = Standing.over(Tone.GOOD, "resolved after 5 min").on(finding);

        assertThat(resolved.title()).isEqualTo("Resolved: Is it full?");
        assertThat(resolved.fields())
                .extracting(Field::value)
                .containsExactly("resolved after 5 min", "Pending", "tomorrow");
    }

    @Test
    void howItStandsComesFirstAndTheRestOfTheNewsLast() {
        Card asked = new Card(
                "proposal:1", Tone.ASKING, "Restart it?", List.of(new Field("What", "rollout_restart", Shape.SHORT)));
        Standing done = Standing.open(Tone.UNDER_WAY, "done", new Field("Audit", "a1", Shape.SHORT));

        assertThat(done.on(asked).fields()).extracting(Field::label).containsExactly("State", "What", "Audit");
    }

    @Test
    void onlyWhatHasEndedIsOverWhenItIsTold() {
        assertThat(List.of(Tone.values()))
                .filteredOn(tone -> Standing.asTold(tone).over())
                .containsExactly(Tone.GOOD, Tone.BAD, Tone.VOID);
    }

    @Test
    void isTheSameAfterItWasStored() {
        Standing standing = Standing.open(
                Tone.UNDER_WAY, "approved by discord:1 \"at\" noon", new Field("Audit", "a1", Shape.SHORT));

        assertThat(CardJson.standing(CardJson.write(standing), standing.over())).isEqualTo(standing);
    }
}
