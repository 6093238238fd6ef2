package com.example.hello;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * Posts to a topic in the format of ntfy: the text is the body, and headers say how to show it. It neither retries nor remembers; the
 * kernel does.
 */
final class HelloChannel implements Channel {
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 425, 429);

    private final HelloConfig config;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    HelloChannel(HelloConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "hello";
    }

    @Override
    public Receipt send(OutboundMessage message) throws DeliveryException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request(message), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw DeliveryException.temporary("hello: " + e, e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw DeliveryException.temporary("hello: interrupted", stopped);
        }
        int status = answer.statusCode();
        if (status >= 500 || WORTH_ANOTHER_TRY.contains(status)) {
            throw DeliveryException.temporary("hello answered " + status, null);
        }
        if (status >= 300) {
            throw DeliveryException.permanent("hello answered " + status + ": look at hello in config.yaml");
        }
        return new Receipt(message.id());
    }

    private HttpRequest request(OutboundMessage message) {
        Note note = Note.of(message);
        HttpRequest.Builder request = HttpRequest.newBuilder(config.topic())
                .timeout(Duration.ofSeconds(30))
                .header("Title", note.title())
                .header("Priority", note.priority())
                .header("Tags", note.tags())
                .header("Markdown", "yes")
                .POST(HttpRequest.BodyPublishers.ofString(note.body()));
        if (config.token() != null) {
            request.header("Authorization", "Bearer " + config.token());
        }
        return request.build();
    }
}
