package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.testkit.model.Step;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way in which a stream was seen to go wrong. */
final class StreamedAnswerTest {
    private final ModelFixture fixture = new ModelFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void saysTheAnswerWhileItComesAndCountsItsTokens() throws Exception {
        fixture.model.reply("All nodes are ready.");

        Answer answer = fixture.ask(ModelFixture.hello());

        assertThat(answer.response().aiMessage().text()).isEqualTo("All nodes are ready.");
        assertThat(answer.response().tokenUsage().inputTokenCount()).isPositive();
        assertThat(fixture.heard).containsExactly("All nodes ", "are ready.");
        assertThat(fixture.model.requests().get(0).streaming()).isTrue();
    }

    @Test
    void doesNotStreamWhereThatIsNotWanted() throws Exception {
        fixture.settings = fixture.settings.streaming(false);
        fixture.model.reply("ok");

        assertThat(text()).isEqualTo("ok");
        assertThat(fixture.heard).isEmpty();
        assertThat(fixture.model.requests().get(0).streaming()).isFalse();
    }

    @Test
    void readsADocumentWhereAStreamWasAskedFor() throws Exception {
        fixture.model.then(Step.replyWhole("whole"));

        assertThat(text()).isEqualTo("whole");
        assertThat(fixture.model.requests()).hasSize(1);
    }

    @Test
    void takesAStreamWithoutEndMarkForWhole() throws Exception {
        fixture.model.then(Step.replyWithoutEndMark("to the end"));

        assertThat(text()).isEqualTo("to the end");
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    void takesAStreamWithoutFinishReasonForBroken() throws Exception {
        fixture.model
                .then(Step.stream("{\"choices\":[{\"delta\":{\"content\":\"half a sen\"}}]}", "[DONE]"))
                .then(Step.replyEnding("odd", "whatever"))
                .reply("ok");

        assertThat(text()).isEqualTo("ok");
        assertThat(String.join("", fixture.heard)).isEqualTo("half a sen(again)odd(again)ok");
        assertThat(fixture.pauses).hasSize(2);
    }

    @Test
    void givesUpAStreamThatFallsSilentLongBeforeTheDeadline() throws Exception {
        fixture.settings = fixture.settings.deadline(Duration.ofSeconds(30));
        fixture.model.then(Step.stallAfterChunks(2, "half and half")).reply("ok");

        long start = System.nanoTime();

        assertThat(text()).isEqualTo("ok");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(fixture.heard).containsExactly("half a", ModelFixture.AGAIN, "o", "k");
    }

    @Test
    void needsNothingMoreOnceTheStreamHasSaidHowItEnds() throws Exception {
        fixture.model.then(Step.stallAfterChunks(4, "all of it"));

        assertThat(text()).isEqualTo("all of it");
        assertThat(fixture.model.requests()).hasSize(1);
    }

    /** With a clock that goes on by a second each time it is read, so that nobody waits. */
    @Test
    @Timeout(10)
    void isWholeWhenNothingButCommentsFollowItsFinishReason() throws Exception {
        try (Arrival body = new Arrival()) {
            body.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long parts) {
                    body.onNext(List.of(ByteBuffer.wrap(": keep-alive\n\n".getBytes(StandardCharsets.UTF_8))));
                }

                @Override
                public void cancel() {}
            });
            byte[] answer =
                    "data: {\"choices\":[{\"delta\":{\"content\":\"all of it\"},\"finish_reason\":\"stop\"}]}\n\n"
                            .getBytes(StandardCharsets.UTF_8);
            AtomicLong seconds = new AtomicLong();

            String document = StreamedAnswer.read(
                    new EventStream(body, answer),
                    new Speech(AnswerListener.NOBODY, false),
                    Duration.ofSeconds(90),
                    () -> Instant.ofEpochSecond(seconds.incrementAndGet()));

            assertThat(document).contains("all of it", "stop");
        }
    }

    @Test
    void startsOverWhenAnErrorComesInsideTheStream() throws Exception {
        fixture.model
                .errorInside("upstream is gone")
                .then(Step.errorAfterHalf("half and half", "upstream is gone again"))
                .reply("ok");

        assertThat(text()).isEqualTo("ok");
        assertThat(fixture.heard).containsExactly("half a", ModelFixture.AGAIN, "o", "k");
        assertThat(fixture.pauses).hasSize(2);
    }

    @Test
    void takesAnErrorInsideForWhatItsCodeSays() {
        fixture.model.then(Step.stream("{\"error\":{\"message\":\"too many tokens\",\"code\":400}}"));

        assertThat(fixture.failure(ModelFixture.hello()).kind()).isEqualTo(Kind.REFUSED);
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    void startsOverWhenTheConnectionIsCut() throws Exception {
        fixture.model.cut("x".repeat(2_000)).reply("ok");

        assertThat(text()).isEqualTo("ok");
        assertThat(fixture.heard).contains(ModelFixture.AGAIN).endsWith("o", "k");
    }

    @Test
    void startsOverAfterAChunkThatIsNotJson() throws Exception {
        fixture.model
                .then(Step.stream("{\"choices\":[{\"delta\":{\"content\":\"so\"}}]}", "{\"choices\":[{"))
                .reply("ok");

        assertThat(text()).isEqualTo("ok");
        assertThat(fixture.heard).containsExactly("so", ModelFixture.AGAIN, "o", "k");
    }

    @Test
    void stopsAnAnswerThatNeverEnds() {
        fixture.model.then(Step.endless("and on ".repeat(1_000)));

        ModelException failed = fixture.failure(ModelFixture.hello());

        assertThat(failed.kind()).isEqualTo(Kind.ENDLESS);
        assertThat(failed).hasMessageContaining("endless");
        assertThat(fixture.model.requests()).hasSize(1);
    }

    @Test
    void stopsAnEndlessStreamThatNobodyAskedFor() {
        fixture.settings = fixture.settings.streaming(false);
        fixture.model.then(Step.endless("and on ".repeat(1_000)));

        assertThat(fixture.failure(ModelFixture.hello()).kind()).isEqualTo(Kind.ENDLESS);
    }

    @Test
    void keepsThoughtsToItself() throws Exception {
        fixture.model
                .then(Step.replyAfterThinking("hm, nodes", "All well."))
                .reply("<think>hm, pods</think>\n\nAll well.");

        assertThat(text()).isEqualTo("All well.");
        assertThat(Thinking.removed(text())).isEqualTo("All well.");
        assertThat(String.join("", fixture.heard)).isEqualTo("All well.All well.");
    }

    private String text() throws InterruptedException {
        return fixture.ask(ModelFixture.hello()).response().aiMessage().text();
    }
}
