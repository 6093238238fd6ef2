package dev.midwatch.dashboard.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.view.ChatReply;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An answer's JSON, whole or in pieces. What the tools do goes where clients show what a model thinks: {@code reasoning_content}, beside
 * the answer and not in it.
 *
 * @param created seconds since 1970
 */
record Completion(String id, long created) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    static Completion begin(Instant now) {
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        return new Completion("chatcmpl-" + HexFormat.of().formatHex(random), now.getEpochSecond());
    }

    ObjectNode whole(String activity, String text, ChatReply reply) {
        ObjectNode answer = head("chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", text);
        if (!activity.isEmpty()) {
            message.put("reasoning_content", activity);
        }
        message.putNull("refusal");
        choice.putNull("logprobs").put("finish_reason", "stop");
        answer.set("usage", usage(reply));
        return answer;
    }

    ObjectNode first() {
        return delta(JSON.createObjectNode().put("role", "assistant").put("content", ""), null);
    }

    ObjectNode activity(String line) {
        return delta(JSON.createObjectNode().put("reasoning_content", line), null);
    }

    ObjectNode text(String text) {
        return delta(JSON.createObjectNode().put("content", text), null);
    }

    ObjectNode last() {
        return delta(JSON.createObjectNode(), "stop");
    }

    ObjectNode usageAlone(ChatReply reply) {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage(reply));
        return chunk;
    }

    private ObjectNode delta(ObjectNode delta, String finish) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        return chunk;
    }

    private ObjectNode head(String object) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", OpenAi.MODEL);
    }

    private static ObjectNode usage(ChatReply reply) {
        return JSON.createObjectNode()
                .put("prompt_tokens", reply.tokensIn())
                .put("completion_tokens", reply.tokensOut())
                .put("total_tokens", reply.tokensIn() + reply.tokensOut());
    }
}
