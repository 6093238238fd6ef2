package dev.midwatch.dashboard.mcp;

import dev.midwatch.core.view.Actor;
import java.util.Map;

/**
 * A tool that a caller is offered.
 *
 * @param parameters JSON schema of the arguments, which are checked before it is called
 * @param proposes   whether a call asks a person for an action; otherwise it changes nothing anywhere
 */
record McpTool(String name, String description, Map<String, Object> parameters, boolean proposes, Body body) {
    /** What a tool does. */
    @FunctionalInterface
    interface Body {
        /** @throws dev.midwatch.core.view.Refusal for whatever the caller should read instead of an answer */
        Answer call(Arguments arguments, Actor actor);
    }

    /** What the caller's model reads. */
    record Answer(String text, boolean failed) {
        static Answer of(String text) {
            return new Answer(text, false);
        }
    }

    static McpTool reading(String name, String description, Map<String, Object> parameters, Body body) {
        return new McpTool(name, description, parameters, false, body);
    }
}
