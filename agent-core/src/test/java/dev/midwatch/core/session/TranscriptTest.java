package dev.midwatch.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.store.Turn;
import dev.midwatch.api.store.Turn.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TranscriptTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Transcript TALK = new Transcript(
            "s1",
            "Ingress is slow",
            "discord:1",
            NOON,
            Optional.of("s0"),
            List.of(
                    new Turn(Role.USER, "Why is it \"slow\"?\nSay it.", NOON),
                    new Turn(Role.TOOL, "kubectl {}\n```\nlog\n```", NOON.plusSeconds(1)),
                    new Turn(Role.ASSISTANT, "Throttled.", NOON.plusSeconds(2))));

    @Test
    void comesBackFromItsLinesAsItWas() throws IOException {
        Transcript other = new Transcript("s2", "Another", "cli", NOON, Optional.empty(), List.of());

        assertThat(read(TranscriptText.jsonl(TALK) + TranscriptText.jsonl(other)))
                .containsExactly(TALK, other);
    }

    @Test
    void isReadableForPeople() {
        assertThat(TranscriptText.markdown(TALK)).isEqualTo("""
                # Ingress is slow

                - session: s1
                - origin: discord:1
                - started: 2026-01-02T12:00:00Z
                - forked from: s0

                ## user, 2026-01-02T12:00:00Z

                Why is it "slow"?
                Say it.

                ## tool, 2026-01-02T12:00:01Z

                ````
                kubectl {}
                ```
                log
                ```
                ````

                ## assistant, 2026-01-02T12:00:02Z

                Throttled.
                """);
    }

    @Test
    void takesMillisecondsForWhatTheyAre() throws IOException {
        List<Transcript> read = read(
                "{\"role\": \"user\", \"content\": \"Hello\", \"timestamp\": %d}\n".formatted(NOON.toEpochMilli()));

        assertThat(read).extracting(Transcript::started).containsExactly(NOON);
    }

    @Test
    void namesTheLineOfATimeThatIsNone() {
        assertThatThrownBy(
                        () -> read(
                                "{\"role\": \"user\", \"content\": \"Hello\", \"timestamp\": \"+999999999-12-31T00:00:00Z\"}\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":1: ");
    }

    @Test
    void takesMessagesOfOpenAiForOneSession() throws IOException {
        List<Transcript> read = read("""
                {"role": "system", "content": "You are somebody else."}
                {"role": "user", "content": [{"type": "text", "text": "What runs?"}, {"type": "image_url", "image_url": {}}]}
                {"role": "assistant", "content": null, "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "kubectl", "arguments": "{\\"command\\": \\"get pods\\"}"}}]}

                {"role": "tool", "tool_call_id": "c1", "content": "web-1 Running"}
                {"role": "assistant", "content": "One pod."}
                """);

        assertThat(read).singleElement().satisfies(one -> {
            assertThat(one.title()).isEqualTo("What runs?");
            assertThat(one.turns())
                    .containsExactly(
                            new Turn(Role.USER, "What runs?\n(image_url left out)", NOON),
                            new Turn(Role.TOOL, "kubectl {\"command\": \"get pods\"}\nweb-1 Running", NOON),
                            new Turn(Role.ASSISTANT, "One pod.", NOON));
        });
        assertThat(read("{\"role\": \"user\", \"content\": \"a\"}\n").get(0).name())
                .isEqualTo(read("{\"content\": \"a\", \"role\": \"user\"}\n")
                        .get(0)
                        .name())
                .isNotEqualTo(read("{\"role\": \"user\", \"content\": \"b\"}\n")
                        .get(0)
                        .name());
    }

    @Test
    void takesALineWithMessagesForASession() throws IOException {
        assertThat(read("""
                {"id": "20250305_091523_a1b2c3", "source": "telegram", "title": null, "started_at": 1767355200.5, "parent_session_id": null, "messages": [{"role": "user", "content": "Hello", "timestamp": 1767355201.25}]}
                {"id": "2", "messages": []}
                """))
                .containsExactly(
                        new Transcript(
                                "20250305_091523_a1b2c3",
                                "Hello",
                                "telegram",
                                Instant.parse("2026-01-02T12:00:00.500Z"),
                                Optional.empty(),
                                List.of(new Turn(Role.USER, "Hello", Instant.parse("2026-01-02T12:00:01.250Z")))),
                        new Transcript("2", "imported", "jsonl", NOON, Optional.empty(), List.of()));
    }

    @Test
    void takesWhatTheGatewayOfHermesWritesOfAChannel() throws IOException {
        assertThat(read("""
                {"role": "session_meta", "platform": "discord", "tools": [], "timestamp": "2026-04-18T19:26:00.214787"}
                {"role": "user", "content": "Hello", "timestamp": "2026-04-18T19:26:01.214787"}
                """))
                .singleElement()
                .satisfies(one -> assertThat(one.turns())
                        .containsExactly(new Turn(Role.USER, "Hello", Instant.parse("2026-04-18T19:26:01.214Z"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"role": "user"                                | talk.jsonl:2: not valid JSON
            ["user"]                                       | talk.jsonl:2: not a JSON object
            {"content": "x"}                               | talk.jsonl:2: a message without a role
            {"role": "robot", "content": "x"}              | talk.jsonl:2: no role is called "robot"
            {"role": "user", "content": "x", "at": "noon"} | talk.jsonl:2: at: "noon" is not a time
            """)
    void namesTheLineThatIsNoMessage(String line, String message) {
        assertThatThrownBy(() -> read("{\"role\": \"user\", \"content\": \"x\"}\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static List<Transcript> read(String text) throws IOException {
        List<Transcript> all = new ArrayList<>();
        TranscriptReader.read("talk.jsonl", new BufferedReader(new StringReader(text)), NOON, all::add);
        return all;
    }
}
