package dev.midwatch.core.view;

import java.util.Map;

/**
 * A tool that somebody else's assistant may call.
 *
 * @param parameters JSON schema of the arguments
 * @param proposes   whether a call asks a person for an action; otherwise it reads
 */
public record AssistantTool(String name, String description, Map<String, Object> parameters, boolean proposes) {}
