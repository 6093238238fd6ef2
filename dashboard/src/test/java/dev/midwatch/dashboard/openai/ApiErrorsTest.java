package dev.midwatch.dashboard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.dashboard.Stage;
import dev.midwatch.dashboard.TestGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiErrorsTest {
    private static Talking talking;

    @BeforeAll
    static void start(@TempDir Path directory) {
        talking = new Talking(directory);
    }

    @AfterAll
    static void stop() {
        talking.close();
    }

    @Test
    void listsTheOneModel() throws Exception {
        HttpResponse<String> list = talking.gateway.get("/v1/models", TestGateway.VIEWER);
        assertThat(Talking.json(list).at("/data/0/id").asText()).isEqualTo("midwatch");
        assertThat(Talking.json(talking.gateway.get("/v1/models/midwatch", TestGateway.VIEWER))
                        .path("object")
                        .asText())
                .isEqualTo("model");
        error(talking.gateway.get("/v1/models/gpt-9", TestGateway.VIEWER), 404, "model_not_found");
    }

    @Test
    void aWrongKeyIsToldInTheShapeThatClientsMakeATypedErrorOf() throws Exception {
        HttpResponse<String> answer = talking.say("key-of-nobody", Talking.user("hi", ""));
        JsonNode error = error(answer, 401, "invalid_api_key");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        error(talking.gateway.get("/v1/models", "key-of-nobody"), 401, "invalid_api_key");
    }

    @Test
    void whatIsNotThereAndWhatIsTooLargeAreToldInThatShapeToo() throws Exception {
        error(talking.gateway.get("/v1/embeddings", TestGateway.VIEWER), 404, "");
        error(talking.say(TestGateway.VIEWER, Talking.user("x".repeat(2 << 20), "")), 413, "");
    }

    @Test
    void refusesJsonOfMorePartsThanAnyoneAsksWithBeforeAllOfItIsRead() throws Exception {
        String body = "{\"x\": [{}" + ",{}".repeat(300_000) + "], \"messages\": []}";
        JsonNode error = error(talking.say(TestGateway.VIEWER, body), 400, null);
        assertThat(error.path("message").asText()).contains("Token count", "20000");
        String deep = "{\"x\": " + "[".repeat(101) + "]".repeat(101) + "}";
        assertThat(error(talking.say(TestGateway.VIEWER, deep), 400, null)
                        .path("message")
                        .asText())
                .contains("depth");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                                     | 400 |
            []                                                                    | 400 |
            {"messages": []}                                                      | 400 | messages
            {"messages": "hi"}                                                    | 400 | messages
            {"messages": [{"role": "wizard", "content": "hi"}]}                   | 400 | messages[0].role
            {"messages": [{"role": "user"}]}                                      | 400 | messages[0].content
            {"messages": [{"role": "user", "content": " "}]}                      | 400 | messages
            {"messages": [{"role": "system", "content": "be brief"}]}             | 400 | messages
            {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]} | 400 | messages
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]} | 400 | messages[0].content[0]
            {"n": 2, "messages": [{"role": "user", "content": "hi"}]}             | 400 | n
            {"stream": "yes", "messages": [{"role": "user", "content": "hi"}]}    | 400 | stream
            {"response_format": {"type": "json_object"}, "messages": [{"role": "user", "content": "hi"}]} | 400 | response_format
            {"tool_choice": "required", "messages": [{"role": "user", "content": "hi"}]} | 400 | tool_choice
            {"model": "gpt-9", "messages": [{"role": "user", "content": "hi"}]}   | 404 | model
            """)
    void refusesWhatItCannotAnswerAsItIsMeant(String body, int status, String param) throws Exception {
        JsonNode error = error(talking.say(TestGateway.VIEWER, body), status, null);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").asText("")).isEqualTo(param == null ? "" : param);
        assertThat(talking.model.requests()).isEmpty();
    }

    @Test
    void aSessionThatThereIsNotIsNotMade() throws Exception {
        HttpResponse<String> answer =
                talking.say(TestGateway.VIEWER, Talking.user("hi", ""), "X-Midwatch-Session", "nowhere");
        error(answer, 404, "session_not_found");
        HttpResponse<String> stream = talking.say(
                TestGateway.VIEWER, Talking.user("hi", ", \"stream\": true"), "X-Midwatch-Session", "nowhere");
        error(stream, 404, "session_not_found");
    }

    @Test
    void withoutAModelItSaysWhatToConfigureAndNotToTryAgain(@TempDir Path directory) throws Exception {
        try (Stage stage = Stage.demo(directory);
                OpenAi openAi = new OpenAi(stage.view(), Clock.systemUTC());
                TestGateway gateway = new TestGateway(openAi)) {
            HttpResponse<String> answer =
                    gateway.post("/v1/chat/completions", TestGateway.VIEWER, Talking.user("hi", ""));
            JsonNode error = error(answer, 503, "model_unavailable");
            assertThat(error.path("message").asText()).contains("model.default");
            assertThat(answer.headers().firstValue("X-Should-Retry")).contains("false");
        }
    }

    private static JsonNode error(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = Talking.json(answer).path("error");
        assertThat(error.path("message").asText()).isNotBlank();
        if (code != null) {
            assertThat(error.path("code").asText("")).isEqualTo(code);
        }
        return error;
    }
}
