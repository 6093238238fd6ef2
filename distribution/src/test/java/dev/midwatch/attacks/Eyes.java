package dev.midwatch.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads of the cluster that do not go through Midwatch. */
record Eyes(RawApi api) {
    JsonNode at(String path) {
        return api.get(path).body();
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
