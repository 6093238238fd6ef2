package dev.midwatch.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Plugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples as templates: an SDK like the one that ships, of the sources as they are. */
class PluginProjectTest {
    @TempDir
    Path directory;

    private Sdk sdk;

    @BeforeEach
    void layOutTheSdk() throws IOException {
        sdk = new Sdk(directory.resolve("sdk"));
        Files.createDirectories(sdk.repository());
        Files.writeString(sdk.repository().resolve("agent-api.jar"), "one build");
        for (PluginKind kind : PluginKind.values()) {
            Path example = Path.of("../examples/plugin-hello-" + kind);
            for (Path file : Sdk.files(example)) {
                Path relative = example.relativize(file);
                if (!relative.startsWith("target")) {
                    Path copy = sdk.template(kind).resolve(relative.toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesEachKindUnderTheNewNameAndItCompiles(PluginKind kind) throws Exception {
        Path project = project("acme-3-disks", kind);

        Map<String, String> sources = new LinkedHashMap<>();
        for (Path file : Sdk.files(project)) {
            assertThat(project.relativize(file).toString()).doesNotContainIgnoringCase("hello");
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainIgnoringCase("hello");
            String path = project.relativize(file).toString();
            if (path.endsWith(".java")) {
                sources.put(
                        path.replaceFirst("src/(main|test)/java/", "")
                                .replace(".java", "")
                                .replace('/', '.'),
                        Files.readString(file));
            }
        }
        Path classes = Files.createDirectory(directory.resolve("classes"));
        CompiledJar.compile(sources, classes);
        String entry = Files.readString(project.resolve("src/main/resources/META-INF/services/dev.midwatch.api.Plugin"))
                .strip();
        assertThat(entry).isEqualTo("com.example.acme3disks.Acme3DisksPlugin");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Plugin plugin = (Plugin) loader.loadClass(entry).getConstructor().newInstance();
            assertThat(plugin.name()).isEqualTo(kind == PluginKind.channel ? "channel-acme-3-disks" : "acme-3-disks");
        }
    }

    @Test
    void takesANameThatHoldsTheOneItTakesThePlaceOf() throws Exception {
        String entry = "src/main/resources/META-INF/services/dev.midwatch.api.Plugin";
        Path hello = project("hello-world", PluginKind.check);
        assertThat(hello.resolve(entry)).hasContent("com.example.helloworld.HelloWorldPlugin");
        assertThat(hello.resolve("src/main/java/com/example/helloworld/HelloWorldPlugin.java"))
                .exists();
        assertThat(hello.resolve("pom.xml")).content().contains("<artifactId>hello-world</artifactId>");
        assertThat(project("othello", PluginKind.check).resolve(entry)).hasContent("com.example.othello.OthelloPlugin");
    }

    @Test
    void pointsThePomAtTheSdkOfThisVeryBuild() throws Exception {
        String before = Files.readString(project("one", PluginKind.check).resolve("pom.xml"));
        Files.writeString(sdk.repository().resolve("agent-api.jar"), "another build");
        String after = Files.readString(project("two", PluginKind.check).resolve("pom.xml"));

        assertThat(before)
                .contains("<artifactId>one</artifactId>", "<midwatch.version>9.8.7</midwatch.version>")
                .contains("<midwatch.sdk>" + sdk.repository().toUri() + "</midwatch.sdk>")
                .containsPattern("<id>midwatch-sdk-[0-9a-f]{8}</id>");
        assertThat(id(after)).isNotEqualTo(id(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Acme",
                "1acme",
                "acme-",
                "a_b",
                "../up",
                "skills-acme",
                "channel-acme",
                "a23456789012345678901234567890123456789012"
            })
    void refusesANameThatIsNone(String name) {
        assertThatThrownBy(() -> new PluginName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesANameAsEachPlaceWantsIt() {
        PluginName name = new PluginName("acme-disks");

        assertThat(name.camel()).isEqualTo("AcmeDisks");
        assertThat(name.snake()).isEqualTo("acme_disks");
        assertThat(name.flat()).isEqualTo("acmedisks");
        assertThat(new PluginName("switch").flat()).isEqualTo("switchplugin");
    }

    private Path project(String name, PluginKind kind) throws IOException {
        Path project = directory.resolve("project-" + name);
        new PluginProject(new PluginName(name), kind, sdk, "9.8.7").write(project);
        return project;
    }

    private static String id(String pom) {
        return pom.replaceAll("(?s).*<id>(midwatch-sdk-[^<]*)</id>.*", "$1");
    }
}
