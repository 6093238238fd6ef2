package dev.midwatch.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Private copies of the jars. Jars are never read where the operator keeps them: writing over an open jar breaks a running JVM, and what
 * was verified is what is loaded.
 */
public final class PluginFiles implements AutoCloseable {
    private final Path copies;
    private final Deque<PluginCode> open = new ArrayDeque<>();
    private int count;

    PluginFiles() {
        try {
            copies = Files.createTempDirectory("midwatch-plugins-");
        } catch (IOException e) {
            throw new UncheckedIOException("no place for copies of the plugins: " + e.getMessage(), e);
        }
    }

    synchronized PluginCode copy(String name, List<Path> jars) throws IOException {
        PluginCode code = PluginCode.copy(name, jars, copies.resolve(++count + "-" + name));
        open.push(code);
        return code;
    }

    synchronized void release(PluginCode code) {
        if (open.remove(code)) {
            code.close();
        }
    }

    @Override
    public synchronized void close() {
        open.forEach(PluginCode::close);
        open.clear();
        PluginCode.delete(copies);
    }
}
