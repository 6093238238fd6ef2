package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Speaks REST without a library, and so also what a library would refuse to send. */
final class RawClient {
    private final LoopbackDiscord discord;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RawClient(LoopbackDiscord discord) {
        this.discord = discord;
    }

    HttpResponse<byte[]> request(String method, String path, String type, byte[] body) throws IOException {
        try {
            return http.send(
                    java.net.http.HttpRequest.newBuilder(URI.create(discord.apiBaseUrl() + path))
                            .header("Authorization", "Bot " + discord.botToken())
                            .header("Content-Type", type)
                            .method(method, BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    HttpResponse<byte[]> post(String path, String json) throws IOException {
        return request("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> send(Place place, String json) throws IOException {
        return post("channels/" + place.id() + "/messages", json);
    }

    JsonNode sends(Place place, String json) {
        return taken("POST", "channels/" + place.id() + "/messages", json);
    }

    JsonNode replies(Place place, Message to, String content) {
        return sends(
                place,
                "{\"content\":\"%s\",\"message_reference\":{\"message_id\":\"%s\"},\"allowed_mentions\":{\"parse\":[]}}"
                        .formatted(content, to.id()));
    }

    void edits(Place place, JsonNode message, String content) {
        taken(
                "PATCH",
                "channels/" + place.id() + "/messages/" + message.path("id").asText(),
                Json.object().put("content", content).toString());
    }

    void uploads(Place place, String content, String name, String text) {
        try {
            taken(upload(place, content, name, text));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    HttpResponse<byte[]> upload(Place place, String content, String name, String text) throws IOException {
        String body = "--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{\"content\":\"" + content
                + "\"}\r\n--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n--b--\r\n";
        return request(
                "POST",
                "channels/" + place.id() + "/messages",
                "multipart/form-data; boundary=b",
                body.getBytes(StandardCharsets.UTF_8));
    }

    Place opensThread(Place place, JsonNode below, String name) {
        taken(
                "POST",
                "channels/" + place.id() + "/messages/" + below.path("id").asText() + "/threads",
                "{\"name\":\"" + name + "\"}");
        return place.threads().get(place.threads().size() - 1);
    }

    void registers(String... names) {
        String commands = Arrays.stream(names)
                .map(name -> "{\"name\":\"" + name + "\",\"description\":\"Does it\"}")
                .collect(Collectors.joining(",", "[", "]"));
        taken("PUT", "applications/" + discord.botId() + "/commands", commands);
    }

    void answers(Interaction interaction, int type, String data) {
        taken(
                "POST",
                "interactions/" + interaction.id + "/" + interaction.token + "/callback",
                "{\"type\":" + type + ",\"data\":" + data + "}");
    }

    private JsonNode taken(String method, String path, String json) {
        try {
            return taken(request(method, path, "application/json", json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode taken(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length == 0 ? Json.object() : Json.parse(answer.body());
    }
}
