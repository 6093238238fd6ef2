package dev.midwatch.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScriptedModelTest {
    private final ScriptedModel model = ScriptedModel.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void playsTheScriptInOrderAndRecordsWhatWasAsked() throws Exception {
        model.reply("first").toolCall("kubectl", "{\"command\":\"get pods\"}");

        JsonNode first = Message.parse(ask(false).body());
        JsonNode second = Message.parse(ask(false).body());

        assertThat(first.at("/choices/0/message/content").asText()).isEqualTo("first");
        assertThat(first.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(first.at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(second.at("/choices/0/message/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{\"command\":\"get pods\"}");
        assertThat(second.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(model.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.model()).isEqualTo("any");
            assertThat(request.contents("user")).containsExactly("Hello");
            assertThat(request.authorized()).isTrue();
        });
    }

    @Test
    void saysWhenTheScriptIsOver() throws Exception {
        HttpResponse<String> response = ask(false);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("the script has no step for request 1");
    }

    @Test
    void streamsWhenAskedTo() throws Exception {
        model.reply("hello world");

        List<String> data =
                ask(true).body().lines().filter(line -> !line.isEmpty()).toList();

        assertThat(data).allMatch(line -> line.startsWith("data: ")).last().isEqualTo("data: [DONE]");
        assertThat(data.subList(0, data.size() - 1).stream()
                        .map(line -> Message.parse(line.substring(6))
                                .at("/choices/0/delta/content")
                                .asText())
                        .collect(Collectors.joining()))
                .isEqualTo("hello world");
        assertThat(data.get(data.size() - 2)).contains("\"finish_reason\":\"stop\"");
    }

    @Test
    void sendsErrorsWithRetryAfter() throws Exception {
        model.status(429, Duration.ofSeconds(7)).errorInside("upstream is gone");

        HttpResponse<String> limited = ask(false);
        HttpResponse<String> chunk = ask(true);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(chunk.statusCode()).isEqualTo(200);
        assertThat(chunk.body()).startsWith("data: {\"error\"").doesNotContain("[DONE]");
    }

    @Test
    void sendsArgumentsAsCarelessServersDo() throws Exception {
        model.toolCallWithObject("kubectl", "{\"a\":1}")
                .toolCallWithNulls("kubectl")
                .replyEnding("x", null);

        assertThat(ask(false).body()).contains("\"arguments\":{\"a\":1}");
        assertThat(ask(false).body()).contains("\"id\":null", "\"arguments\":null");
        assertThat(ask(false).body()).contains("\"finish_reason\":null");
    }

    @Test
    void cutsTheConnectionHalfWay() {
        model.cut("half");

        assertThatThrownBy(() -> ask(false)).isInstanceOf(IOException.class);
    }

    @Test
    void answersByWhatIsAskedAndElseByTheScript() throws Exception {
        model.answering(request -> request.contents("user").contains("Hello") && model.left() == 1
                        ? Optional.of(Step.reply("by what was asked"))
                        : Optional.empty())
                .reply("by the script");

        assertThat(ask(false).body()).contains("by what was asked");
        model.then(Step.reply("the second of the script"));
        assertThat(ask(false).body()).contains("by the script");
    }

    @Test
    void refusesWhatItCannotDoWithoutTakingAStep() throws Exception {
        model.refusingStreams().reply("ok");

        assertThat(ask(true).statusCode()).isEqualTo(400);
        assertThat(ask(false).body()).contains("ok");
    }

    @Test
    void tellsAboutItselfAndRemembersWhoAsked() throws Exception {
        model.telling("/props", "{\"n\":1}");

        assertThat(http.send(
                                HttpRequest.newBuilder(
                                                URI.create(model.baseUrl()).resolve("/props"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .isEqualTo("{\"n\":1}");
        assertThat(http.send(
                                HttpRequest.newBuilder(
                                                URI.create(model.baseUrl()).resolve("/v1/models"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(model.asked()).containsExactly("/props", "/v1/models");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void misbehavesInStreams() throws Exception {
        model.then(Step.replyWithoutEndMark("x"))
                .then(Step.replyWhole("x"))
                .then(Step.replyAs("another", "x"))
                .then(Step.errorAfterHalf("xy", "gone"))
                .then(Step.replyAfterThinking("hm", "x"));

        assertThat(ask(true).body()).contains("\"finish_reason\":\"stop\"").doesNotContain("[DONE]");
        assertThat(ask(true).body()).startsWith("{");
        assertThat(ask(true).body()).contains("\"model\":\"another\"");
        assertThat(ask(true).body()).contains("\"content\":\"x\"", "gone").endsWith("data: [DONE]\n\n");
        assertThat(ask(true).body()).contains("\"reasoning_content\":\"hm\"");
    }

    @Test
    void stallsAfterTheHeadersUntilItIsClosed() throws Exception {
        model.stallAfterHeaders();
        CompletableFuture<HttpResponse<java.io.InputStream>> response =
                http.sendAsync(request(false), BodyHandlers.ofInputStream());

        assertThat(response.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(response.get().body().available()).isZero();
        model.close();
        assertThatThrownBy(() -> response.get().body().readAllBytes()).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> ask(boolean stream) throws Exception {
        return http.send(request(stream), BodyHandlers.ofString());
    }

    private HttpRequest request(boolean stream) {
        String body = "{\"model\":\"any\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        return HttpRequest.newBuilder(URI.create(model.baseUrl() + "/chat/completions"))
                .header("Authorization", "Bearer sk-test")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
