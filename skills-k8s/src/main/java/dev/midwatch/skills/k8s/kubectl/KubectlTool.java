package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** kubectl for the model: one argument, a command as people type it. */
public final class KubectlTool implements Tool {
    private static final Map<String, Subcommand> COMMANDS = commands();

    private static Map<String, Subcommand> commands() {
        Map<String, Subcommand> all = new LinkedHashMap<>();
        all.put("get", new GetCommand());
        all.put("describe", new DescribeCommand());
        all.put("logs", new LogsCommand());
        all.put("top", new TopCommand());
        all.put("events", new EventsCommand());
        all.put("rollout status", new RolloutStatusCommand());
        all.put("rollout history", new RolloutHistoryCommand());
        all.put("api-resources", new ApiResourcesCommand());
        all.put("explain", new ExplainCommand());
        all.put("auth can-i", new CanICommand());
        all.put("version", new VersionCommand());
        return all;
    }

    @Override
    public ToolSpec spec() {
        return ToolSpec.named(
                        "kubectl",
                        "Reads the cluster: get, describe, logs, top, events, rollout status|history, api-resources, explain, "
                                + "auth can-i. Flags as usual: -n -A -o wide|yaml|json|name|jsonpath=... -l --field-selector --sort-by "
                                + "--tail --since --previous -c. No shell, no pipes, no writes.")
                .text("command", "e.g. get pods -A --field-selector=status.phase!=Running");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.readAny(), Permission.logs());
    }

    @Override
    public ToolResult call(Json arguments, ToolContext context) throws ClusterException {
        try {
            return Cap.of(answer(ShellWords.split(arguments.get("command").text()), context));
        } catch (UsageException e) {
            return ToolResult.failed(e.asAnswer());
        }
    }

    /** The answer in full. */
    static ToolResult answer(List<String> typed, ToolContext context) throws UsageException, ClusterException {
        List<String> words = new ArrayList<>(typed);
        if (!words.isEmpty() && words.get(0).equals("kubectl")) {
            words.remove(0);
        }
        String verb = takeVerb(words);
        Optional<String> instead = WriteVerbs.insteadOf(verb, withoutUnknownFlags(words));
        if (instead.isPresent()) {
            return ToolResult.failed(instead.get());
        }
        Subcommand command = COMMANDS.get(verb);
        if (command == null) {
            throw new UsageException("unknown command \"%s\"; there are %s".formatted(verb, COMMANDS.keySet()));
        }
        CommandLine line;
        try {
            line = CommandLine.parse(words);
            line.refuseFlagsOtherThan(command.flags());
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + "\nusage: " + command.usage());
        }
        return command.run(line, context);
    }

    /** Takes the verb, of one or two words, out of the words; flags may stand before it. */
    private static String takeVerb(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                words.remove(i);
                boolean ofTwo = word.equals("rollout") || word.equals("auth");
                return ofTwo && i < words.size() ? word + " " + words.remove(i) : word;
            }
            boolean takesNext = word.length() == 2
                    ? Flag.lettered(word.charAt(1)).filter(Flag::takesValue).isPresent()
                    : word.startsWith("--")
                            && Flag.named(word.substring(2))
                                    .filter(Flag::takesValue)
                                    .isPresent();
            i += takesNext ? 1 : 0;
        }
        return "";
    }

    /** A command that writes may have flags this tool does not know. */
    private static CommandLine withoutUnknownFlags(List<String> words) {
        return new CommandLine(
                words.stream().filter(word -> !word.startsWith("-")).toList(), Map.of());
    }
}
