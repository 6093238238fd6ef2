package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One YAML document.
 *
 * @param lines of each key and entry, by JSON pointer
 */
record Document(int line, ObjectNode value, Map<String, Integer> lines) {
    /** The line of what the pointer names, or of the nearest thing around it. */
    int line(String pointer) {
        String at = pointer;
        while (!lines.containsKey(at) && at.contains("/")) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, line);
    }
}
