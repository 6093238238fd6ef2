package dev.midwatch.testkit.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class RulesTest {
    private final LoopbackDiscord discord = LoopbackDiscord.start().bucket(1000, Duration.ofSeconds(1));
    private final Place alerts = discord.channel("alerts");
    private final RawClient client = new RawClient(discord);

    @AfterEach
    void stop() {
        discord.close();
    }

    @ParameterizedTest
    @CsvSource({
        "content, 2000, {\"content\":\"%s\"}",
        "nonce, 25, {\"content\":\"x\"`\"nonce\":\"%s\"}",
        "embeds.0.title, 256, {\"embeds\":[{\"title\":\"%s\"}]}",
        "embeds.0.description, 4096, {\"embeds\":[{\"description\":\"%s\"}]}",
        "embeds.0.footer.text, 2048, {\"embeds\":[{\"footer\":{\"text\":\"%s\"}}]}",
        "embeds.0.author.name, 256, {\"embeds\":[{\"author\":{\"name\":\"%s\"}}]}",
        "embeds.0.fields.0.name, 256, {\"embeds\":[{\"fields\":[{\"name\":\"%s\"`\"value\":\"x\"}]}]}",
        "embeds.0.fields.0.value, 1024, {\"embeds\":[{\"fields\":[{\"value\":\"%s\"`\"name\":\"x\"}]}]}",
        "components.0.components.0.custom_id, 100, {\"content\":\"x\"`\"components\":[{\"type\":1`\"components\":[{\"type\":2`\"style\":1`\"label\":\"x\"`\"custom_id\":\"%s\"}]}]}",
        "components.0.components.0.label, 80, {\"content\":\"x\"`\"components\":[{\"type\":1`\"components\":[{\"type\":2`\"style\":1`\"custom_id\":\"x\"`\"label\":\"%s\"}]}]}"
    })
    void aTextMayBeAsLongAsItsLimit(String path, int limit, String json) throws IOException {
        String form = json.replace('`', ',');

        assertThat(client.send(alerts, form.formatted("ä".repeat(limit))).statusCode())
                .isEqualTo(200);
        JsonNode refused = refused(400, 50035, form.formatted("ä".repeat(limit + 1)));

        assertThat(refused.path("errors")
                        .at("/" + path.replace('.', '/') + "/_errors/0/code")
                        .asText())
                .isEqualTo("BASE_TYPE_MAX_LENGTH");
        assertThat(alerts.messages()).hasSize(1);
    }

    @Test
    void thereMayBeSoManyOfEach() throws IOException {
        String field = "{\"name\":\"n\",\"value\":\"v\"}";
        String embed = "{\"title\":\"t\"}";
        String row = "{\"type\":1,\"components\":[%s]}";

        refused(400, 50035, "{\"embeds\":[{\"fields\":[" + times(26, field) + "]}]}");
        refused(400, 50035, "{\"embeds\":[" + times(11, embed) + "]}");
        refused(400, 50035, "{\"embeds\":[" + times(2, "{\"description\":\"" + "x".repeat(3001) + "\"}") + "]}");
        refused(400, 50035, "{\"content\":\"x\",\"components\":[" + row.formatted(buttons(0, 6)) + "]}");
        String rows = IntStream.range(0, 6)
                .mapToObj(i -> row.formatted(buttons(i, 1)))
                .collect(Collectors.joining(","));
        refused(400, 50035, "{\"content\":\"x\",\"components\":[" + rows + "]}");
        refused(
                400,
                50035,
                "{\"content\":\"x\",\"components\":[" + row.formatted(buttons(0, 1) + "," + buttons(0, 1)) + "]}");
        refused(400, 50035, "{\"content\":\"x\",\"allowed_mentions\":{\"parse\":[\"users\"],\"users\":[\"1\"]}}");
    }

    @Test
    void nothingIsNotAMessage() throws IOException {
        refused(400, 50006, "{\"content\":\" \\n \"}");
        refused(400, 50006, "{}");
        JsonNode sent = client.sends(alerts, "{\"content\":\"x\"}");
        HttpResponse<byte[]> emptied = client.request(
                "PATCH",
                "channels/" + alerts.id() + "/messages/" + sent.path("id").asText(),
                "application/json",
                "{\"content\":\"\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(code(emptied)).isEqualTo(50006);
    }

    @Test
    void whatIsNotJsonOrNotKnownIsRefused() throws IOException {
        refused(400, 50109, "{\"content\":");
        assertThat(client.post("channels/1/pins", "{}").statusCode()).isEqualTo(404);
        assertThat(discord.unknownRequests()).containsExactly("POST /api/v10/channels/1/pins");
    }

    @Test
    void anAnswerToAnInteractionIsGivenOnce() throws IOException {
        client.registers("stop");
        Interaction asked = discord.person("roger").commands("stop", java.util.Map.of(), alerts);
        client.answers(asked, 4, "{\"content\":\"stopped\"}");

        HttpResponse<byte[]> again = client.post(
                "interactions/" + asked.id + "/" + asked.token + "/callback",
                "{\"type\":4,\"data\":{\"content\":\"x\"}}");

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(code(again)).isEqualTo(40060);
    }

    @Test
    void theHeadersTellTheStateOfTheBucket() throws IOException {
        discord.bucket(Route.SEND, 2, Duration.ofSeconds(30));

        var first = client.send(alerts, "{\"content\":\"1\"}").headers();
        client.send(alerts, "{\"content\":\"2\"}");
        HttpResponse<byte[]> third = client.send(alerts, "{\"content\":\"3\"}");
        HttpResponse<byte[]> elsewhere = client.send(discord.channel("other"), "{\"content\":\"1\"}");

        assertThat(first.firstValue("X-RateLimit-Limit")).hasValue("2");
        assertThat(first.firstValue("X-RateLimit-Remaining")).hasValue("1");
        assertThat(first.firstValue("X-RateLimit-Bucket")).isPresent();
        assertThat(Double.parseDouble(
                        first.firstValue("X-RateLimit-Reset-After").orElseThrow()))
                .isBetween(29.0, 30.1);
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("X-RateLimit-Scope")).hasValue("user");
        assertThat(Json.parse(third.body()).path("retry_after").asDouble()).isBetween(25.0, 30.1);
        assertThat(elsewhere.statusCode()).isEqualTo(200);
        assertThat(discord.rateLimited()).isEqualTo(1);
    }

    @Test
    void allTogetherHaveALimitToo() throws IOException {
        try (LoopbackDiscord strict = LoopbackDiscord.start().globalBucket(3, Duration.ofSeconds(30))) {
            RawClient other = new RawClient(strict);
            HttpResponse<byte[]> last = null;
            for (int i = 0; i < 4; i++) {
                last = other.request("GET", "users/@me", "text/plain", new byte[0]);
            }

            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("X-RateLimit-Global")).hasValue("true");
            assertThat(Json.parse(last.body()).path("global").asBoolean()).isTrue();
        }
    }

    @Test
    void whatTheBotMayNotDoInAChannelIsRefusedThereAndInItsThreads() throws IOException {
        JsonNode report = client.sends(alerts, "{\"content\":\"x\"}");
        Place thread = client.opensThread(alerts, report, "x");
        Place other = discord.channel("other");
        alerts.deny(Permission.SEND_MESSAGES, Permission.EMBED_LINKS, Permission.SEND_MESSAGES_IN_THREADS);
        refused(403, 50013, "{\"content\":\"x\"}");
        assertThat(client.send(thread, "{\"content\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(client.send(other, "{\"content\":\"x\"}").statusCode()).isEqualTo(200);

        alerts.allow();
        alerts.deny(Permission.EMBED_LINKS);
        refused(403, 50013, "{\"embeds\":[{\"title\":\"x\"}]}");
        assertThat(client.send(alerts, "{\"content\":\"x\"}").statusCode()).isEqualTo(200);

        alerts.deny(Permission.VIEW_CHANNEL);
        refused(403, 50001, "{\"content\":\"x\"}");
    }

    @Test
    void aFileMayHaveTenMegabytes() throws IOException {
        client.uploads(alerts, "just", "a.log", "x".repeat(10 * 1024 * 1024));

        HttpResponse<byte[]> refused = client.upload(alerts, "over", "a.log", "x".repeat(10 * 1024 * 1024 + 1));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(code(refused)).isEqualTo(40005);
        assertThat(alerts.messages()).hasSize(1);
    }

    @Test
    void aCommandMustBeWellFormed() throws IOException {
        String path = "applications/" + discord.botId() + "/commands";

        for (String bad : List.of(
                "{\"name\":\"Find It\",\"description\":\"x\"}",
                "{\"name\":\"find\",\"description\":\"\"}",
                "{\"name\":\"find\",\"description\":\"x\",\"options\":["
                        + "{\"type\":3,\"name\":\"a\",\"description\":\"x\"},"
                        + "{\"type\":3,\"name\":\"b\",\"description\":\"x\",\"required\":true}]}")) {
            assertThat(code(client.post(path, bad))).as(bad).isEqualTo(50035);
        }
        assertThat(discord.commands()).isEmpty();
    }

    @Test
    void aSlowAnswerIsLateAndWhole() throws IOException {
        discord.faults().next(Route.SEND, Fault.slow(Duration.ofMillis(300)));
        long before = System.nanoTime();

        assertThat(client.send(alerts, "{\"content\":\"x\"}").statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void theBotLearnsWhereItIsAndWhatItMayDo() throws IOException {
        discord.withhold(Permission.ATTACH_FILES);

        JsonNode guild = Json.parse(client.request("GET", "users/@me/guilds", "text/plain", new byte[0])
                        .body())
                .get(0);

        assertThat(guild.path("id").asText()).isEqualTo(discord.guildId());
        assertThat(guild.path("permissions").asLong() & Permission.SEND_MESSAGES.bit())
                .isPositive();
        assertThat(guild.path("permissions").asLong() & Permission.ATTACH_FILES.bit())
                .isZero();
    }

    @Test
    void aWrongTokenIsRefused() throws IOException {
        discord.refuseToken();

        assertThat(client.send(alerts, "{\"content\":\"x\"}").statusCode()).isEqualTo(401);
    }

    private JsonNode refused(int status, int code, String json) throws IOException {
        HttpResponse<byte[]> answer = client.send(alerts, json);
        assertThat(answer.statusCode()).as(json).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
        return Json.parse(answer.body());
    }

    private static int code(HttpResponse<byte[]> answer) {
        return Json.parse(answer.body()).path("code").asInt();
    }

    private static String times(int count, String json) {
        return String.join(",", java.util.Collections.nCopies(count, json));
    }

    private static String buttons(int row, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"type\":2,\"style\":1,\"label\":\"x\",\"custom_id\":\"%d-%d\"}".formatted(row, i))
                .collect(Collectors.joining(","));
    }
}
