package dev.midwatch.core.plugin;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars of one plugin as they are read, and the class loader over them. */
final class PluginCode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginCode.class);

    private final String name;
    private final Optional<Path> copies;
    private final List<Path> jars;
    private Optional<PluginClassLoader> loader = Optional.empty();

    private PluginCode(String name, Optional<Path> copies, List<Path> jars) {
        this.name = name;
        this.copies = copies;
        this.jars = jars;
    }

    static PluginCode inPlace(String name, List<Path> jars) {
        return new PluginCode(name, Optional.empty(), jars);
    }

    /** @param directory is made for them */
    static PluginCode copy(String name, List<Path> jars, Path directory) throws IOException {
        Files.createDirectory(directory);
        try {
            List<Path> copies = new ArrayList<>();
            for (Path jar : jars) {
                copies.add(Files.copy(jar, directory.resolve(jar.getFileName().toString())));
            }
            return new PluginCode(name, Optional.of(directory), copies);
        } catch (IOException e) {
            PrivateDirectory.delete(directory);
            throw e;
        }
    }

    /** In the order in which they were given. */
    List<Path> jars() {
        return jars;
    }

    /** Opens them, once they were looked at. */
    PluginClassLoader open() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        PluginClassLoader opened = new PluginClassLoader(name, urls, PluginCode.class.getClassLoader());
        loader = Optional.of(opened);
        return opened;
    }

    @Override
    public void close() {
        try {
            if (loader.isPresent()) {
                loader.get().close();
                if (copies.isPresent()) {
                    for (Path jar : jars) {
                        forget(jar);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("plugin {} did not close: {}", name, e.toString());
        }
        loader = Optional.empty();
        copies.ifPresent(PrivateDirectory::delete);
    }

    /**
     * What was read of a jar by its URL stays open in the JDK's cache of jars, which has no other way in. Only of a copy: of a jar that ships
     * another kernel of this process may be reading.
     */
    private static void forget(Path jar) throws IOException {
        JarURLConnection connection = (JarURLConnection)
                URI.create("jar:" + jar.toUri() + "!/").toURL().openConnection();
        connection.setUseCaches(true);
        connection.getJarFile().close();
    }
}
