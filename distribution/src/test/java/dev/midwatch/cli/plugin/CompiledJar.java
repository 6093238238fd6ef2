package dev.midwatch.cli.plugin;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar made from sources, without those that the author had and its reader has not. */
public final class CompiledJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Set<String> leftOut = new TreeSet<>();

    public CompiledJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    CompiledJar leftOut(String className, String text) {
        leftOut.add(className);
        return source(className, text);
    }

    public CompiledJar file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    public Path write(Path jar) throws IOException {
        Path classes = Files.createDirectories(jar.resolveSibling(jar.getFileName() + ".classes"));
        if (!sources.isEmpty()) {
            compile(sources, classes);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : Sdk.files(classes)) {
                String name = classes.relativize(file).toString();
                if (!leftOut.contains(name.replace(".class", "").replace('/', '.'))) {
                    put(out, name, Files.readAllBytes(file));
                }
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(out, file.getKey(), file.getValue());
            }
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** @throws IllegalStateException if these sources are no Java */
    static void compile(Map<String, String> sources, Path classes) {
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                }));
        List<String> options =
                List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none");
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, units)
                .call()) {
            throw new IllegalStateException("does not compile: " + sources.keySet());
        }
    }
}
