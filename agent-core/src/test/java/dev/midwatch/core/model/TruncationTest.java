package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.core.model.Truncation.Measured;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TruncationTest {
    @Test
    void isNotSeenInHonestCounts() {
        assertThat(seen(5_000, 2_900, 4_300)).isEmpty();
        assertThat(seen(5_000, 1_500, 2_600))
                .as("a table of spaces, estimated twice too high")
                .isEmpty();
        assertThat(seen(4_600, 2_900, 4_096))
                .as("exactly 4096 tokens by chance")
                .isEmpty();
        assertThat(seen(5_000, 2_900, 300))
                .as("counts only what was not in its cache")
                .isEmpty();
        assertThat(Truncation.seen(measured(6_000, 3_500, 5_100), Optional.of(measured(5_000, 2_900, 4_300)), 4_300))
                .isEmpty();
    }

    @Test
    void isSeenWhereThereAreFewerTokensThanWords() {
        assertThat(seen(8_000, 4_600, 2_050)).contains(new Truncation(2_050, 8_000));
    }

    @Test
    void isSeenWhereALongerConversationHasNoMoreTokens() {
        Optional<Measured> beginning = Optional.of(measured(4_500, 1_500, 3_990));

        assertThat(Truncation.seen(measured(6_000, 2_000, 3_870), beginning, 3_990))
                .isPresent();
        assertThat(Truncation.seen(measured(4_550, 1_510, 3_990), beginning, 3_990))
                .as("hardly longer")
                .isEmpty();
        assertThat(Truncation.seen(measured(6_000, 2_000, 1_400), beginning, 3_990))
                .as("cached")
                .isEmpty();
    }

    @Test
    void isSeenAtAPowerOfTwoFarBelowTheEstimate() {
        assertThat(seen(6_000, 1_500, 4_096)).isPresent();
        assertThat(seen(6_000, 1_500, 4_095)).isPresent();
        assertThat(seen(6_000, 1_500, 4_000)).isEmpty();
    }

    @Test
    void tellsWhatTheServerSeemsToHold() {
        assertThat(new Truncation(2_050, 8_000).contextLength()).isEqualTo(4_096);
        assertThat(new Truncation(4_096, 8_000).contextLength()).isEqualTo(4_096);
        assertThat(new Truncation(3_900, 8_000).contextLength()).isEqualTo(4_096);
        assertThat(new Truncation(5_000, 7_000).contextLength()).isEqualTo(5_000);
    }

    @Test
    void makesRequestsFitOnceItIsSeenTwice() throws Exception {
        try (ModelFixture fixture = new ModelFixture();
                ModelClient client = fixture.client()) {
            fixture.model.countingAtMost(2_048).reply("one").reply("two").reply("three");
            UserMessage first = UserMessage.from("word ".repeat(1_700));
            UserMessage second = UserMessage.from("word ".repeat(2_500));

            Answer whole =
                    fixture.ask(client, ChatRequest.builder().messages(first).build());
            ChatRequest longer = ChatRequest.builder()
                    .messages(first, AiMessage.from("one"), second)
                    .build();
            Answer cut = fixture.ask(client, longer);

            assertThat(whole.truncated()).isEmpty();
            assertThat(cut.truncated()).hasValueSatisfying(truncation -> {
                assertThat(truncation.reported()).isEqualTo(2_048);
                assertThat(truncation.sent()).isGreaterThan(5_000);
            });
            assertThat(client.contextLength()).as("one sign may be false").isEqualTo(32_768);

            fixture.ask(client, longer);

            assertThat(client.contextLength()).isEqualTo(ContextWindow.LEAST_WORKABLE);
        }
    }

    @Test
    void isDisprovedByALongerRequestThatWasRead() throws Exception {
        try (ModelFixture fixture = new ModelFixture();
                ModelClient client = fixture.client()) {
            fixture.model.reply("one").reply("two").reply("three");
            ChatRequest request = ChatRequest.builder()
                    .messages(UserMessage.from("word ".repeat(20_000)))
                    .build();
            fixture.model.countingAtMost(8_192);
            fixture.ask(client, request);
            fixture.ask(client, request);
            assertThat(client.contextLength()).isEqualTo(8_192);

            fixture.model.countingAtMost(19_500);
            fixture.ask(client, request);

            assertThat(client.contextLength()).isEqualTo(19_500);
        }
    }

    private static Optional<Truncation> seen(int tokens, int words, int reported) {
        return Truncation.seen(measured(tokens, words, reported), Optional.empty(), 0);
    }

    private static Measured measured(int tokens, int words, int reported) {
        return new Measured(new RequestSize(tokens, words), reported);
    }
}
