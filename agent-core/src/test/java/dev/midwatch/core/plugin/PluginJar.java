package dev.midwatch.core.plugin;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources and packs them into a jar, so that tests load plugins as strangers ship them. */
final class PluginJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Path> against = new ArrayList<>();
    private final Manifest manifest = new Manifest();

    PluginJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** A plugin class of that name, with this body after its name method. */
    static PluginJar plugin(String className, String pluginName, String body) {
        int dot = className.lastIndexOf('.');
        return new PluginJar()
                .source(className, """
                        package %s;
                        import dev.midwatch.api.*;
                        import dev.midwatch.api.channel.*;
                        import dev.midwatch.api.check.*;
                        import dev.midwatch.api.kube.*;
                        import dev.midwatch.api.tool.*;
                        import java.util.*;
                        public final class %s implements Plugin {
                            public String name() { return "%s"; }
                            %s
                        }
                        """.formatted(
                                className.substring(0, dot), className.substring(dot + 1), pluginName, body))
                .service(className);
    }

    PluginJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    PluginJar service(String... classNames) {
        return file("META-INF/services/dev.midwatch.api.Plugin", String.join("\n", classNames) + "\n");
    }

    PluginJar file(String path, String text) {
        files.put(path, text);
        return this;
    }

    PluginJar manifest(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    PluginJar compiledAgainst(Path jar) {
        against.add(jar);
        return this;
    }

    Path write(Path jar) throws IOException {
        Path classes = Files.createTempDirectory("plugin-classes");
        if (!sources.isEmpty()) {
            compile(classes);
        }
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).toList()) {
                put(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(out, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        delete(classes);
        return jar;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private void compile(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        against.forEach(jar -> classPath.append(File.pathSeparator).append(jar));
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(unit(name, text)));
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        List.of("-d", classes.toString(), "-classpath", classPath.toString(), "-proc:none"),
                        null,
                        units)
                .call();
        if (!compiled) {
            throw new IllegalStateException("the test's plugin does not compile: " + sources.keySet());
        }
    }

    private static JavaFileObject unit(String className, String text) {
        URI uri = URI.create("string:///" + className.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
