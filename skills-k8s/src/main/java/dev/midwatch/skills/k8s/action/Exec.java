package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code kubectl exec}: one command, given as words and not through a shell, in a container that runs. */
public final class Exec implements ActionTool {
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";
    /** A person has to read it before it runs. */
    private static final int LONGEST = 1_000;

    @Override
    public ToolSpec spec() {
        return ToolSpec.named("exec", "Runs one command in a container, without a shell.")
                .text("namespace", "its namespace")
                .text("pod", "the pod")
                .optionalText("container", "default: the pod's main one")
                .with(
                        "command",
                        Map.of(
                                "type",
                                "array",
                                "items",
                                Map.of("type", "string"),
                                "minItems",
                                1,
                                "description",
                                "program and arguments, [\"df\",\"-h\"]"),
                        true);
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.get(ResourceType.PODS),
                Permission.get(ResourceType.PODS).on("exec"),
                Permission.of(Verb.CREATE, ResourceType.PODS).on("exec"));
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        List<String> command = command(arguments.get("command"));
        KubeObject pod = Target.of(ResourceType.PODS, "pod", arguments, context);
        String container = container(pod, arguments.get("container"));
        Action.Intent intent = new Action.Intent(
                "exec",
                ResourceType.PODS,
                pod.ref(),
                Risk.RISKY,
                "kubectl -n %s exec %s -c %s -- %s"
                        .formatted(
                                pod.namespace(),
                                pod.name(),
                                container,
                                command.stream().map(Exec::quoted).collect(Collectors.joining(" "))));
        return new Action.Exec(
                intent.touching(1, "container runs the command: %s of %s".formatted(container, pod)),
                container,
                command);
    }

    private static List<String> command(Json argument) {
        List<Json> words = argument.items();
        if (words.isEmpty()
                || words.stream().anyMatch(word -> !(word.raw() instanceof String))
                || words.get(0).text().isBlank()) {
            throw new IllegalArgumentException("command has to be a list of texts, the program first: [\"df\",\"-h\"]");
        }
        List<String> command = argument.texts();
        if (command.stream().mapToLong(String::length).sum() > LONGEST || command.size() > LONGEST) {
            throw new IllegalArgumentException(
                    "command has more than %d characters: too long for a person to judge".formatted(LONGEST));
        }
        if (command.stream().flatMapToInt(String::codePoints).anyMatch(Exec::isInvisible)) {
            throw new IllegalArgumentException("command has a control or invisible character: use plain text");
        }
        return command;
    }

    /** What a person who approves it would not see. */
    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }

    private static String container(KubeObject pod, Json argument) {
        List<String> all = pod.at("spec.containers").items().stream()
                .map(each -> each.get("name").text())
                .toList();
        String wanted = argument.text(pod.annotation(DEFAULT_CONTAINER));
        String container = wanted.isEmpty() && !all.isEmpty() ? all.get(0) : wanted;
        if (!all.contains(container)) {
            throw new IllegalArgumentException("container has to be one of " + String.join(", ", all));
        }
        boolean runs = pod.at("status.containerStatuses").items().stream()
                .anyMatch(status -> status.get("name").is(container)
                        && status.at("state.running").isPresent());
        if (!runs) {
            throw new IllegalArgumentException("container %s of %s does not run now".formatted(container, pod));
        }
        return container;
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
