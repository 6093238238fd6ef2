package dev.midwatch.cli.plugin;

import dev.midwatch.api.channel.Symptom;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.tool.ToolSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a plugin says of what it brings, held against what the test kit's contract wants of every plugin. */
public final class Declared {
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final List<String> wrong = new ArrayList<>();
    private int things;

    private Declared() {}

    public static Symptom of(LoadedPlugin plugin) {
        Declared declared = new Declared();
        plugin.skills().forEach(skill -> {
            declared.oneLine("skill " + skill.name(), skill.description());
            skill.checks().forEach(declared::check);
            skill.tools().forEach(declared::tool);
            skill.actions().forEach(declared::action);
        });
        if (declared.things + plugin.channels().size() == 0) {
            return Symptom.warn(
                    "declarations",
                    "it brings nothing under this configuration: does its section %s want a key?"
                            .formatted(plugin.shortName()));
        }
        return declared.wrong.isEmpty()
                ? Symptom.ok("declarations", "names, descriptions, permissions and schemas are well-formed")
                : Symptom.fail("declarations", String.join("; ", declared.wrong));
    }

    private void check(Check check) {
        String who = "check " + check.name();
        oneLine(who, check.description());
        readsOnly(who, check.permissions());
        for (Setting setting : check.settings()) {
            oneLine(who + ", setting " + setting.name(), setting.description());
        }
        things++;
    }

    private void tool(Tool tool) {
        spec(tool.spec());
        readsOnly("tool " + tool.spec().name(), tool.permissions());
        things++;
    }

    private void action(ActionTool action) {
        spec(action.spec());
        if (action.permissions().stream()
                .allMatch(permission -> permission.verb().reads())) {
            wrong.add("action %s declares no permission to write"
                    .formatted(action.spec().name()));
        }
        things++;
    }

    private void spec(ToolSpec spec) {
        if (spec.description().isBlank() || spec.description().length() >= LONGEST_DESCRIPTION) {
            wrong.add("tool %s wants a description of fewer than %d characters"
                    .formatted(spec.name(), LONGEST_DESCRIPTION));
        }
        ToolSchema.problem(spec).ifPresent(wrong::add);
    }

    private void oneLine(String who, String text) {
        if (text == null || text.isBlank() || text.contains("\n")) {
            wrong.add(who + " wants a description of one line");
        }
    }

    private void readsOnly(String who, List<Permission> permissions) {
        Predicate<Permission> writes = permission -> !permission.verb().reads();
        if (permissions.isEmpty()) {
            wrong.add(who + " declares no permission");
        }
        permissions.stream()
                .filter(writes)
                .forEach(permission -> wrong.add("%s only reads, and declares %s".formatted(who, permission)));
    }
}
