package dev.midwatch.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;

/**
 * A call that was made, as the guard sees it: equal calls are equal however they were written, and a result is the same when only
 * ages and times in it have moved on.
 *
 * @param wrote whether it changed the cluster
 */
record ToolCall(String tool, String arguments, String result, boolean failed, boolean wrote) {
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Pattern TIMES =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?|\\b(?:\\d+(?:ms|[ydhms]))+\\b");

    static ToolCall of(String tool, String arguments, String result, boolean failed, boolean wrote) {
        return new ToolCall(tool, canonical(arguments), result, failed, wrote);
    }

    boolean sameCall(ToolCall other) {
        return tool.equals(other.tool) && arguments.equals(other.arguments);
    }

    boolean sameOutcome(ToolCall other) {
        return sameCall(other)
                && failed == other.failed
                && (result.equals(other.result) || timeless(result).equals(timeless(other.result)));
    }

    private static String timeless(String result) {
        return TIMES.matcher(result).replaceAll("~");
    }

    private static String canonical(String arguments) {
        try {
            return SORTED.writeValueAsString(SORTED.readValue(arguments, Object.class));
        } catch (JsonProcessingException | IllegalArgumentException notJson) {
            return String.valueOf(arguments).strip();
        }
    }
}
