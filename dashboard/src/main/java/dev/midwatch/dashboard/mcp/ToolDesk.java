package dev.midwatch.dashboard.mcp;

import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.AssistantTool;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.ToolAnswer;
import dev.midwatch.core.view.View;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools of one caller, as the protocol has them: those of the watch, then those of the kernel that have no name of theirs. */
final class ToolDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ToolDesk.class);
    private static final String PROPOSES =
            " Changes nothing: it asks a person, who approves or denies it elsewhere; the answer has the proposal's id.";

    private final View view;
    private final OwnTools own;

    ToolDesk(View view) {
        this.view = view;
        this.own = new OwnTools(view);
    }

    List<SyncToolSpecification> of(Actor actor) {
        List<McpTool> ours = own.of(actor);
        Set<String> taken = ours.stream().map(McpTool::name).collect(Collectors.toSet());
        Stream<McpTool> others = view.assistantTools().of(actor).stream()
                .filter(tool -> !taken.contains(tool.name()))
                .map(this::tool);
        return Stream.concat(ours.stream(), others)
                .map(tool ->
                        new SyncToolSpecification(described(tool), (context, request) -> call(tool, request, actor)))
                .toList();
    }

    private McpTool tool(AssistantTool tool) {
        return new McpTool(
                tool.name(),
                tool.proposes() ? tool.description() + PROPOSES : tool.description(),
                tool.parameters(),
                tool.proposes(),
                (arguments, actor) -> {
                    ToolAnswer answer = view.assistantTools().call(tool.name(), arguments.values(), actor);
                    return new McpTool.Answer(answer.text(), answer.failed());
                });
    }

    private static Tool described(McpTool tool) {
        ToolAnnotations hints = ToolAnnotations.builder()
                .readOnlyHint(!tool.proposes())
                .destructiveHint(false)
                .idempotentHint(true)
                .openWorldHint(false)
                .build();
        return Tool.builder(tool.name(), tool.parameters())
                .description(tool.description())
                .annotations(hints)
                .build();
    }

    private static CallToolResult call(McpTool tool, CallToolRequest request, Actor actor) {
        Map<String, Object> arguments = Optional.ofNullable(request.arguments()).orElse(Map.of());
        try {
            McpTool.Answer answer = tool.body().call(new Arguments(arguments), actor);
            return result(answer.text(), answer.failed());
        } catch (Refusal refused) {
            return result(refused.getMessage(), true);
        } catch (RuntimeException broken) {
            LOG.error("the tool {} broke", tool.name(), broken);
            return result("the tool " + tool.name() + " broke; the log has it", true);
        }
    }

    private static CallToolResult result(String text, boolean failed) {
        return CallToolResult.builder().addTextContent(text).isError(failed).build();
    }
}
