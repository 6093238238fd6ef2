package dev.midwatch.core.chat;

import dev.midwatch.api.store.SessionStore;
import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.LoopSettings;
import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.ToolRegistry;
import java.util.function.Supplier;

/**
 * What a conversation with a model takes.
 *
 * @param prompt   as it is at each turn
 * @param forward  shows what was proposed in it
 * @param findings the talks about findings
 */
public record Talk(
        AgentLoop agent,
        ToolRegistry tools,
        Access access,
        Supplier<SystemPrompt> prompt,
        LoopSettings limits,
        SessionStore sessions,
        PutForward forward,
        FindingTalks findings) {}
