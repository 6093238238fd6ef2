package dev.midwatch.dashboard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.core.view.TurnRow;
import dev.midwatch.dashboard.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCompletionsTest {
    @Test
    void answersAndContinuesTheSessionThatTheAnswerNames(@TempDir Path directory) throws Exception {
        try (Talking talking = new Talking(directory)) {
            talking.model.reply("Three nodes, all ready.").reply("As I said: three.");

            HttpResponse<String> first = talking.say(TestGateway.VIEWER, Talking.user("how many nodes?", ""));
            assertThat(first.statusCode()).isEqualTo(200);
            JsonNode answer = Talking.json(first);
            assertThat(answer.path("id").asText()).matches("chatcmpl-[0-9a-f]{24}");
            assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
            assertThat(answer.path("model").asText()).isEqualTo("midwatch");
            assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Three nodes, all ready.");
            assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
            assertThat(answer.at("/usage/total_tokens").asLong())
                    .isEqualTo(answer.at("/usage/prompt_tokens").asLong()
                            + answer.at("/usage/completion_tokens").asLong())
                    .isPositive();

            String session = Talking.session(first);
            HttpResponse<String> second =
                    talking.say(TestGateway.VIEWER, Talking.user("how many?", ""), "X-Hermes-Session-Id", session);
            assertThat(Talking.session(second)).isEqualTo(session);
            assertThat(talking.model.requests().get(1).body().toString())
                    .contains("how many nodes?", "Three nodes, all ready.", "how many?");
            assertThat(talking.stage.view().sessions().get(session).origin()).isEqualTo("api:vic");
            assertThat(talking.stage.view().sessions().get(session).turns()).isEqualTo(4);
        }
    }

    @Test
    void withoutASessionTheConversationIsWhatTheClientKept(@TempDir Path directory) throws Exception {
        try (Talking talking = new Talking(directory)) {
            talking.model.reply("Because of the rollout.");

            HttpResponse<String> answer = talking.say(TestGateway.VIEWER, """
                    {"model": "midwatch", "temperature": 0.2, "user": "x", "tools": [], "messages": [
                     {"role": "system", "content": "Answer in one word."},
                     {"role": "user", "content": [{"type": "text", "text": "is shop"}, {"type": "text", "text": "fine?"}]},
                     {"role": "assistant", "content": null, "tool_calls": [{"id": "1", "type": "function"}]},
                     {"role": "tool", "tool_call_id": "1", "content": "from a tool of the client"},
                     {"role": "assistant", "content": "No."},
                     {"role": "user", "content": "why?"}]}""");

            assertThat(answer.statusCode()).isEqualTo(200);
            List<TurnRow> turns = talking.stage
                    .view()
                    .sessions()
                    .turns(Talking.session(answer), Page.first(10))
                    .items();
            assertThat(turns).extracting(TurnRow::role).containsExactly("user", "assistant", "user", "assistant");
            assertThat(turns.get(0).text()).isEqualTo("is shop\nfine?");
            assertThat(turns.get(2).text()).startsWith("why?").contains("Answer in one word.");
            JsonNode asked =
                    Talking.JSON.readTree(talking.model.requests().get(0).body().toString());
            assertThat(asked.at("/messages/0/role").asText()).isEqualTo("system");
            assertThat(asked.at("/messages/0/content").asText()).doesNotContain("Answer in one word.");
            assertThat(talking.stage
                            .view()
                            .sessions()
                            .get(Talking.session(answer))
                            .title())
                    .isEqualTo("why?");
        }
    }

    @Test
    void aStreamShowsWhatTheToolsDoBesideTheAnswerAndEndsWithTheUsage(@TempDir Path directory) throws Exception {
        try (Talking talking = new Talking(directory)) {
            talking.model.toolCall("kubectl", "{\"command\":\"get nodes\"}").reply("Three nodes.\nAll ready — really.");

            HttpResponse<String> answer = talking.say(
                    TestGateway.VIEWER,
                    Talking.user("nodes?", ", \"stream\": true, \"stream_options\": {\"include_usage\": true}"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(answer.body()).endsWith("data: [DONE]\n\n");
            List<JsonNode> events = Talking.events(answer.body());
            assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
            assertThat(text(events, "reasoning_content")).isEqualTo("kubectl get nodes\n");
            assertThat(text(events, "content")).isEqualTo("Three nodes.\nAll ready — really.");
            JsonNode usage = events.get(events.size() - 1);
            assertThat(usage.path("choices")).isEmpty();
            assertThat(usage.at("/usage/total_tokens").asLong()).isPositive();
            assertThat(events.get(events.size() - 2)
                            .at("/choices/0/finish_reason")
                            .asText())
                    .isEqualTo("stop");
            assertThat(events.stream().map(event -> event.path("id").asText()).distinct())
                    .hasSize(1);
            assertThat(talking.stage
                            .view()
                            .sessions()
                            .get(Talking.session(answer))
                            .turns())
                    .isPositive();
        }
    }

    @Test
    void aProposalIsToldAtTheEndOfTheAnswerAndWaits(@TempDir Path directory) throws Exception {
        try (Talking talking = new Talking(directory)) {
            talking.model
                    .toolCall("rollout_restart", "{\"namespace\":\"shop\",\"kind\":\"Deployment\",\"name\":\"shop\"}")
                    .reply("I have asked for a restart.");

            HttpResponse<String> answer = talking.say(TestGateway.OPERATOR, Talking.user("restart shop", ""));

            List<ProposalRow> waiting = talking.stage.view().proposals().waiting();
            assertThat(waiting).as(answer.body()).hasSize(1);
            assertThat(waiting.get(0).origin()).isEqualTo("api:ola");
            JsonNode message = Talking.json(answer).at("/choices/0/message");
            assertThat(message.path("content").asText())
                    .startsWith("I have asked for a restart.")
                    .contains(waiting.get(0).id(), "/approve", "rollout restart");
            assertThat(message.path("reasoning_content").asText()).startsWith("rollout_restart");
        }
    }

    @Test
    void theLevelOfTheKeyDecidesWhichToolsTheModelGets(@TempDir Path directory) throws Exception {
        try (Talking talking = new Talking(directory)) {
            talking.model.reply("one").reply("two");
            talking.say(TestGateway.VIEWER, Talking.user("a", ""));
            talking.say(TestGateway.APPROVER, Talking.user("b", ""));

            List<String> asked = talking.model.requests().stream()
                    .map(request -> request.body().toString())
                    .toList();
            assertThat(asked.get(0)).contains("kubectl").doesNotContain("\"rollout_restart\"");
            assertThat(asked.get(1)).contains("\"rollout_restart\"");
        }
    }

    private static String text(List<JsonNode> events, String field) {
        return events.stream()
                .map(event -> event.at("/choices/0/delta/" + field).asText(""))
                .collect(Collectors.joining());
    }
}
