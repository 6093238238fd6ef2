package dev.midwatch.attacks;

import dev.midwatch.core.config.ActionsConfig.Exec;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.config.ActionsConfig.Rule;
import dev.midwatch.core.config.ActionsConfig.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every action, called with arguments that are no arguments; whatever they made of them would run. */
final class ArgumentAttacks {
    private static final Map<String, List<String>> ARGUMENTS = arguments();
    private static final Map<String, Object> HOSTILE = hostile();

    private ArgumentAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        ARGUMENTS.forEach((action, names) -> names.forEach(name -> HOSTILE.forEach((what, value) -> attacks.add(
                Attack.of(Family.HOSTILE_ARGUMENTS, "%s with %s as %s".formatted(action, what, name), arena -> {
                    Map<String, Object> arguments = new Targets(arena, "team").of(action);
                    arguments.put(name, value);
                    obeyed(arena, action, Targets.json(arguments));
                })))));
        for (String action : Targets.ALL) {
            for (String raw : List.of("", "null", "[]", "\"\"", "{", "42", "{\"name\":{\"$ne\":null}}", "approve")) {
                attacks.add(Attack.of(
                        Family.HOSTILE_ARGUMENTS,
                        "%s with %s".formatted(action, raw),
                        arena -> obeyed(arena, action, raw)));
            }
        }
        return attacks;
    }

    /** Nobody stands in the way: what got as far as a question would be a write. */
    private static void obeyed(Arena arena, String action, String arguments) {
        arena.allow(
                Mode.AUTO_SAFE,
                List.of(new Rule("*", "*", Map.of(), Verdict.RUN)),
                new Exec(true, List.of("printenv")));
        arena.calls(action, arguments);
        arena.approveEverything();
    }

    private static Map<String, List<String>> arguments() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        Targets.ALL.forEach(action -> all.put(
                action,
                switch (action) {
                    case "cordon", "uncordon" -> List.of("name");
                    case "exec" -> List.of("namespace", "pod", "command");
                    case "scale" -> List.of("kind", "namespace", "name");
                    case "rollout_restart", "rollout_undo" -> List.of("kind", "namespace", "name");
                    default -> List.of("namespace", "name");
                }));
        return all;
    }

    private static Map<String, Object> hostile() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("a wildcard", "*");
        all.put("a path upwards", "../../kube-system/pods/coredns");
        all.put("an encoded path", "..%2f..%2fsecrets");
        all.put("a query", "web?dryRun=&force=true");
        all.put("a subresource", "web/status");
        all.put("a selector", "-l app=web --all");
        all.put("two names", "web,spare");
        all.put("a shell", "web; kubectl delete ns team");
        all.put("a look-alike", "wеb");
        all.put("a hidden character", "we\u200bb");
        all.put("a turned direction", "web\u202e");
        all.put("a null byte", "web\u0000");
        all.put("a line break", "web\nkind: Secret");
        all.put("nothing", "");
        all.put("null", null);
        all.put("a list", List.of("web"));
        all.put("an object", Map.of("name", "web"));
        all.put("a megabyte", "w".repeat(1 << 20));
        return all;
    }
}
