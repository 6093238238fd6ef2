package dev.midwatch.core.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The jars plugins are loaded from. Those that ship are part of the program and are read where they stand. An operator's are copied first:
 * writing over an open jar breaks a running JVM, and what was verified is what is loaded.
 */
public final class PluginFiles implements AutoCloseable {
    private final Deque<PluginCode> open = new ArrayDeque<>();
    private Optional<PrivateDirectory> copies = Optional.empty();
    private int count;

    PluginFiles() {}

    synchronized PluginCode shipped(String name, List<Path> jars) {
        return opened(PluginCode.inPlace(name, jars));
    }

    synchronized PluginCode copy(String name, List<Path> jars) throws IOException {
        if (copies.isEmpty()) {
            copies = Optional.of(PrivateDirectory.make("plugins-"));
        }
        return opened(PluginCode.copy(name, jars, copies.get().path().resolve(++count + "-" + name)));
    }

    private PluginCode opened(PluginCode code) {
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
        copies.ifPresent(PrivateDirectory::close);
        copies = Optional.empty();
    }
}
