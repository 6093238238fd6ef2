package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.api.store.Memory;
import dev.midwatch.testkit.model.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was sent once is sent the same again, byte for byte, so that a server which remembers it need not read it again. */
class PrefixTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachTurnOfARunExtendsTheOneBefore() {
        fixture.model
                .toolCall("kubectl", "{\"command\":\"get a\"}")
                .toolCall("kubectl", "{\"command\":\"get b\"}")
                .reply("Done.");

        fixture.run("Look.");

        List<RecordedRequest> requests = fixture.model.requests();
        for (int turn = 1; turn < requests.size(); turn++) {
            List<String> before = messages(requests.get(turn - 1));
            assertThat(messages(requests.get(turn)).subList(0, before.size())).isEqualTo(before);
            assertThat(requests.get(turn).body().path("tools"))
                    .isEqualTo(requests.get(turn - 1).body().path("tools"));
        }
    }

    @Test
    void theNextRunOfASessionBeginsWithWhatTheLastOneBeganWith() {
        fixture.memories = List.of(new Memory(Memory.About.WORK, "The shop is of team blue.", "user"));
        fixture.model.reply("One.").reply("Two.").reply("Three.");
        try (AgentLoop loop = fixture.loop()) {
            Optional<String> session =
                    loop.run(fixture.request("First?", Optional.empty())).sessionId();
            loop.run(fixture.request("Second?", session));
            loop.run(fixture.request("Third?", session));
        }

        List<String> second = messages(fixture.model.requests().get(1));
        List<String> third = messages(fixture.model.requests().get(2));
        assertThat(second.get(0)).contains("team blue");
        assertThat(third.subList(0, second.size() - 1)).isEqualTo(second.subList(0, second.size() - 1));
    }

    @Test
    void whatChangesWithEachRunStandsLast() {
        fixture.model.reply("One.");

        fixture.run("First?");

        List<String> sent = messages(fixture.model.requests().get(0));
        assertThat(sent.get(sent.size() - 1)).contains("It is 2");
        assertThat(sent.subList(0, sent.size() - 1)).noneMatch(message -> message.contains("It is 2"));
    }

    private static List<String> messages(RecordedRequest request) {
        List<String> messages = new ArrayList<>();
        for (JsonNode message : request.body().path("messages")) {
            messages.add(message.toString());
        }
        return messages;
    }
}
