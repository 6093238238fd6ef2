package dev.midwatch.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.simulator.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Reads of the cluster that do not go through Midwatch. */
record Eyes(Simulation simulation) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    JsonNode at(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulation.url() + path))
                .header("Authorization", "Bearer " + simulation.adminToken())
                .build();
        try {
            return new ObjectMapper()
                    .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<String> names(String path) {
        List<String> names = new ArrayList<>();
        at(path).path("items")
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }

    String uid(String path) {
        return at(path).at("/metadata/uid").asText();
    }
}
