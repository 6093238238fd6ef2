package dev.midwatch.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.Skill;
import dev.midwatch.api.channel.Symptom;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.plugin.LoadedPlugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclaredTest {
    private static final ToolSpec SPEC = ToolSpec.named("look", "Looks.");
    private static final List<Permission> READS = List.of(Permission.get(ResourceType.PODS));

    private record Plain(ToolSpec spec, List<Permission> permissions) implements Tool {
        @Override
        public ToolResult call(Json arguments, ToolContext context) {
            return ToolResult.of("");
        }
    }

    @Test
    void hasNothingAgainstAToolThatIsWellFormed() {
        assertThat(told(new Plain(SPEC.with("lines", Map.of("type", "integer", "minimum", 1), false), READS))
                        .state())
                .isEqualTo(Symptom.State.OK);
    }

    @Test
    void saysWhatIsNoJsonSchema() {
        Symptom told = told(new Plain(SPEC.with("lines", Map.of("type", "integer", "minimum", "one"), false), READS));

        assertThat(told.state()).isEqualTo(Symptom.State.FAIL);
        assertThat(told.text()).startsWith("the parameters of tool look are no JSON schema: properties/lines/minimum");
    }

    @Test
    void findsAToolThatDeclaresAWriteOrNothing() {
        assertThat(told(new Plain(SPEC, List.of(Permission.of(Verb.DELETE, ResourceType.PODS))))
                        .text())
                .isEqualTo("tool look only reads, and declares delete pods");
        assertThat(told(new Plain(SPEC, List.of())).text()).isEqualTo("tool look declares no permission");
    }

    @Test
    void warnsOfAPluginThatBringsNothing() {
        LoadedPlugin plugin = new LoadedPlugin("channel-acme", Path.of("a.jar"), "", List.of(), List.of());

        assertThat(Declared.of(plugin).state()).isEqualTo(Symptom.State.WARN);
        assertThat(Declared.of(plugin).text()).contains("does its section acme want a key?");
    }

    private static Symptom told(Tool tool) {
        Skill skill = Skill.named("acme", "Acme").tools(tool);
        return Declared.of(new LoadedPlugin("acme", Path.of("a.jar"), "", List.of(skill), List.of()));
    }
}
