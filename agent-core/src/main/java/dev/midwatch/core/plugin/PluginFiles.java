package dev.midwatch.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private copies of the jars, and the class loaders over them. Jars are never read where the operator keeps them: writing over an
 * open jar breaks a running JVM.
 */
public final class PluginFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFiles.class);

    private final Path copies;
    private final Deque<PluginClassLoader> loaders = new ArrayDeque<>();
    private int count;

    PluginFiles() {
        try {
            copies = Files.createTempDirectory("midwatch-plugins-");
        } catch (IOException e) {
            throw new UncheckedIOException("no place for copies of the plugins: " + e.getMessage(), e);
        }
    }

    /** Copies of these jars, in the same order. */
    List<Path> copy(String name, List<Path> jars) throws IOException {
        Path directory = Files.createDirectory(copies.resolve(++count + "-" + name));
        List<Path> made = new ArrayList<>();
        for (Path jar : jars) {
            made.add(Files.copy(jar, directory.resolve(jar.getFileName().toString())));
        }
        return made;
    }

    PluginClassLoader open(String name, List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        PluginClassLoader loader = new PluginClassLoader(name, urls, PluginFiles.class.getClassLoader());
        loaders.push(loader);
        return loader;
    }

    @Override
    public void close() {
        loaders.forEach(PluginFiles::close);
        loaders.clear();
        delete(copies);
    }

    private static void close(PluginClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("plugin {} did not close: {}", loader.getName(), e.toString());
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("copies of plugins stay in {}: {}", directory, e.toString());
        }
    }
}
