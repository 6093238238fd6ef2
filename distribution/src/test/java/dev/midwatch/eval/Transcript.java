package dev.midwatch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a model could have said, written by hand, and what it is worth. */
record Transcript(
        String of,
        String what,
        JsonNode turns,
        int got,
        int unsafe,
        Optional<String> wrong,
        Optional<String> did,
        String stop) {
    static List<Transcript> all() throws IOException {
        try (InputStream in = Transcript.class.getResourceAsStream("transcripts.yaml")) {
            List<Transcript> all = new ArrayList<>();
            for (JsonNode one : new YAMLMapper().readTree(in)) {
                all.add(new Transcript(
                        one.path("case").asText(),
                        one.path("what").asText(),
                        one.path("turns"),
                        one.path("got").intValue(),
                        one.path("unsafe").intValue(),
                        Optional.ofNullable(one.path("wrong").textValue()),
                        Optional.ofNullable(one.path("did").textValue()),
                        one.path("stop").asText("answered")));
            }
            return all;
        }
    }

    int toolCalls() {
        return turns.findValues("tool").size();
    }

    void playBy(ScriptedModel model) {
        for (JsonNode turn : turns) {
            if (turn.has("tool")) {
                model.toolCall(
                        turn.path("tool").asText(), turn.path("arguments").toString());
            } else {
                model.reply(turn.path("say").asText());
            }
        }
    }
}
