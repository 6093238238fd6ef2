package dev.midwatch.cli.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project for a new plugin: the example of its kind under the new name. The examples are built and tested with Midwatch, so whoever
 * begins with one begins with something that works.
 */
public final class PluginProject {
    private static final Pattern OLD_NAME =
            Pattern.compile("plugin-hello-[a-z]+|com[./]example[./]hello|hello_|Hello|hello");

    private final PluginName name;
    private final PluginKind kind;
    private final Sdk sdk;
    private final String version;

    /** @param version of Midwatch, and so of what is in the SDK */
    public PluginProject(PluginName name, PluginKind kind, Sdk sdk, String version) {
        this.name = name;
        this.kind = kind;
        this.sdk = sdk;
        this.version = version;
    }

    /** Writes it into a directory that is empty or not there yet. */
    public void write(Path directory) throws IOException {
        Path template = sdk.template(kind);
        String id = sdk.id();
        for (Path file : Sdk.files(template)) {
            Path target = directory.resolve(renamed(template.relativize(file).toString()));
            Files.createDirectories(target.getParent());
            String text = renamed(Files.readString(file));
            Files.writeString(target, file.endsWith("pom.xml") ? pointedAtSdk(text, id) : text);
        }
    }

    /** In one pass: the new name may hold the old one. */
    private String renamed(String text) {
        Map<String, String> names = Map.of(
                "plugin-hello-" + kind,
                name.kebab(),
                "com.example.hello",
                "com.example." + name.flat(),
                "com/example/hello",
                "com/example/" + name.flat(),
                "hello_",
                name.snake() + "_",
                "Hello",
                name.camel(),
                "hello",
                name.kebab());
        return OLD_NAME.matcher(text)
                .replaceAll(old -> Matcher.quoteReplacement(names.getOrDefault(old.group(), old.group())));
    }

    private String pointedAtSdk(String pom, String id) {
        return property(
                        property(pom, "midwatch.version", version),
                        "midwatch.sdk",
                        sdk.repository().toAbsolutePath().normalize().toUri().toString())
                .replace("<id>midwatch-sdk</id>", "<id>" + id + "</id>");
    }

    private static String property(String pom, String name, String value) {
        return pom.replaceFirst(
                "<%1$s>[^<]*</%1$s>".formatted(name),
                Matcher.quoteReplacement("<%1$s>%2$s</%1$s>".formatted(name, value)));
    }
}
