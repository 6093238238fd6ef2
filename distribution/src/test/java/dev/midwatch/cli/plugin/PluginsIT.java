package dev.midwatch.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.cli.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsIT {
    private static final String PLUGIN = """
            package acme;
            import dev.midwatch.api.*;
            import dev.midwatch.api.check.*;
            import dev.midwatch.api.kube.*;
            import java.util.*;
            public class AcmePlugin implements Plugin {
                static final ResourceType WIDGETS = ResourceType.namespaced("acme.example", "v1", "widgets", "Widget");
                public String name() { return "acme"; }
                public List<Skill> skills(PluginContext context) {
                    return List.of(Skill.named("acme", "Widgets").checks(new WidgetBroken(), new PodAny()));
                }
                static class WidgetBroken implements Check {
                    public String name() { return "widget-broken"; }
                    public String description() { return "Widgets that are broken"; }
                    public List<Permission> permissions() { return List.of(Permission.list(WIDGETS), Permission.list(ResourceType.PODS)); }
                    public List<Finding> run(CheckContext context) throws ClusterException {
                        context.cluster().list(ResourceType.SECRETS);
                        return List.of();
                    }
                }
                static class PodAny implements Check {
                    public String name() { return "pod-any"; }
                    public String description() { return "Any pod"; }
                    public List<Permission> permissions() { return List.of(Permission.list(ResourceType.PODS)); }
                    public List<Finding> run(CheckContext context) throws ClusterException {
                        return context.cluster().list(ResourceType.PODS).stream().map(pod -> Finding.info("PodAny", pod)).toList();
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    private Program program;
    private Path jar;

    @BeforeEach
    void pack() throws Exception {
        program = new Program(Files.createDirectory(directory.resolve("home")));
        jar = new CompiledJar()
                .source("acme.AcmePlugin", PLUGIN)
                .file("META-INF/services/dev.midwatch.api.Plugin", "acme.AcmePlugin\n".getBytes(StandardCharsets.UTF_8))
                .write(directory.resolve("acme.jar"));
    }

    @Test
    void saysWhatIsWrongWithAPluginAndPrintsTheRulesItWants() throws Exception {
        Program.Ended ended = program.run("plugins", "check", jar.toString());

        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        assertThat(ended.out())
                .contains("FAIL  widget-broken        on the empty cluster: list secrets was not declared")
                .contains("FAIL  pod-any              on the demo cluster: a PodAny ")
                .contains("warn  pod-any              nobody explains PodAny")
                .contains("warn  rights ")
                .contains("+   # acme: check widget-broken", "+   - apiGroups: [\"acme.example\"]")
                .contains("+     resources: [\"widgets\"]", "+     verbs: [\"list\", \"watch\"]")
                .doesNotContain("\"pods\"");
    }

    @Test
    void tellsScriptsTheSame() throws Exception {
        Program.Ended ended = program.run("plugins", "check", jar.toString(), "-o", "json");

        JsonNode told = new ObjectMapper().readTree(ended.out());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(told.at("/name").asText()).isEqualTo("acme");
        assertThat(told.at("/examined/0/what").asText()).isEqualTo("api");
        assertThat(told.at("/missing_rules/0/resources/0").asText()).isEqualTo("widgets");
    }

    @Test
    void refusesADirectoryThatIsNotEmptyAndANameThatIsNone() throws Exception {
        Program.Ended full = program.run("plugins", "new", "acme", "--directory", directory.toString());
        Program.Ended unnamed = program.run("plugins", "new", "Acme Disks");

        assertThat(full.exit()).isEqualTo(2);
        assertThat(full.err()).contains(directory + " is not empty: give another --directory");
        assertThat(unnamed.exit()).isEqualTo(2);
        assertThat(unnamed.err()).contains("a plugin's name is 1 to 40 lower case letters");
    }
}
