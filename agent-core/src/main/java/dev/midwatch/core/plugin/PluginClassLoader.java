package dev.midwatch.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.Enumeration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees the JDK, the plugin's own jars, and of the host only the SPI and the logging interface: a plugin brings whatever library in
 * whatever version it likes.
 */
final class PluginClassLoader extends URLClassLoader {
    /** With the dot: a package of a plugin that merely begins alike is its own. */
    private static final List<String> SHARED = List.of("dev.midwatch.api.", "org.slf4j.");

    private static final Logger LOG = LoggerFactory.getLogger(PluginClassLoader.class);

    private final ClassLoader host;

    static {
        registerAsParallelCapable();
    }

    PluginClassLoader(String name, List<URL> jars, ClassLoader host) {
        super(name, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return isShared(name) ? host.loadClass(name) : super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        return isShared(name.replace('/', '.')) ? host.getResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isShared(name.replace('/', '.')) ? host.getResources(name) : super.getResources(name);
    }

    /** Not out of the JDK's cache of open jars: to close this loader would close the jar for another loader that reads it. */
    @Override
    public InputStream getResourceAsStream(String name) {
        URL resource = getResource(name);
        if (resource == null) {
            return null;
        }
        try {
            URLConnection connection = resource.openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
        } catch (IOException unreadable) {
            LOG.warn("{} of plugin {} cannot be read: {}", name, getName(), unreadable.toString());
            return null;
        }
    }

    private static boolean isShared(String name) {
        return SHARED.stream().anyMatch(name::startsWith);
    }
}
