package dev.midwatch.dashboard.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.dashboard.Stage;
import dev.midwatch.dashboard.TestGateway;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A watch whose model plays a script, behind the gateway's server. */
final class Talking implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    final ScriptedModel model = ScriptedModel.start();
    final Stage stage;
    final TestGateway gateway;
    private final OpenAi openAi;

    Talking(Path directory) {
        this(directory, Limits.defaults(), "");
    }

    Talking(Path directory, Limits limits, String config) {
        stage = Stage.demo(directory, """
                timezone: UTC
                model: {default: small-model, base_url: "%s"}
                %s
                """.formatted(model.baseUrl(), config));
        openAi = new OpenAi(
                stage.view(),
                Clock.systemUTC(),
                new EventStream.Bounds(256 << 10, Duration.ofSeconds(20)),
                Duration.ofMillis(100));
        gateway = new TestGateway(openAi, limits);
    }

    HttpResponse<String> say(String key, String json, String... headers) throws IOException, InterruptedException {
        return gateway.post("/v1/chat/completions", key, json, headers);
    }

    static String user(String text, String more) {
        return "{\"model\": \"midwatch\", \"messages\": [{\"role\": \"user\", \"content\": \"" + text + "\"}]" + more
                + "}";
    }

    static String session(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Midwatch-Session").orElseThrow();
    }

    static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return JSON.readTree(answer.body());
    }

    /** The events' data in a stream, without its end. */
    static List<JsonNode> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> {
                    try {
                        return JSON.readTree(line.substring(6));
                    } catch (JsonProcessingException wrong) {
                        throw new AssertionError(line, wrong);
                    }
                })
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
        openAi.close();
        stage.close();
        model.close();
    }
}
