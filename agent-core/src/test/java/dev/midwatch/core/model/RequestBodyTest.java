package dev.midwatch.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final String STREAMING = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two  spaces\nand a line",
                "say \"stream\" : false, and a \\ at the end\\",
                "{\"stream\" : false}",
                "ä € 😀",
                "stream"
            })
    void nothingButTheStreamIsChanged(String text) throws Exception {
        ObjectNode request = JSON.createObjectNode().put("model", text).put("stream", false);
        request.putArray("messages").addObject().put("stream", false).put(text, text);
        request.put("after", 1.5).putNull("nothing");
        String sent = sent(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(request));
        JsonNode wanted = request.put("stream", true).set("stream_options", JSON.readTree("{\"include_usage\":true}"));
        assertEquals(wanted, JSON.readTree(sent));
        assertEquals(JSON.readTree(sent).toString().length(), sent.length(), "compact");
    }

    @Test
    void itMayBeTheLastMember() {
        assertEquals("{\"model\":\"m\"," + STREAMING + "}", sent("{\n  \"model\" : \"m\",\n  \"stream\" : false\n}"));
    }

    @Test
    void halfOfACharacterIsAQuestionMark() {
        assertEquals("{\"a\":\"x?y\"}", sent("{\"a\" : \"x\ud83dy\"}"));
    }

    private static String sent(String written) {
        return new String(RequestBody.of(written, STREAMING), StandardCharsets.UTF_8);
    }
}
