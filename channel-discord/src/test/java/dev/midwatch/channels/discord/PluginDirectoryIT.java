package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.channel.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into the plugin's own directory. */
class PluginDirectoryIT {
    private static Path zip() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-plugin.zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> names(InputStream zip) throws IOException {
        List<String> names = new ArrayList<>();
        ZipInputStream entries = new ZipInputStream(zip);
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (entry.getName().endsWith(".jar")) {
                names.add(entry.getName());
                names.addAll(names(entries));
            } else if (entry.getName().endsWith(".class")) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void holdsThePluginAndItsLibraryAndNothingThatTheHostHas() throws IOException {
        List<String> names;
        try (InputStream zip = Files.newInputStream(zip())) {
            names = names(zip);
        }

        assertThat(names)
                .contains("dev/midwatch/channels/discord/DiscordPlugin.class", "net/dv8tion/jda/api/JDA.class")
                .noneMatch(name -> name.startsWith("org/slf4j/"))
                .noneMatch(name -> name.matches(".*(opus|tink|libdave|slf4j|logback|junit|testkit).*\\.jar"));
        assertThat(names.stream().filter(name -> name.startsWith("dev/midwatch/")))
                .allMatch(name -> name.startsWith("dev/midwatch/channels/discord/"));
        assertThat(names)
                .filteredOn(name -> name.endsWith(".jar"))
                .hasSize(12)
                .allMatch(name -> name.startsWith("channel-discord/"));
    }

    @Test
    void worksWithWhatStandsInItAloneAndLogsThroughTheHost(@TempDir Path directory) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (Bot bot = new Bot();
                URLClassLoader loader = new URLClassLoader(unpacked(directory), new Host())) {
            thread.setContextClassLoader(loader);
            Plugin plugin = loader.loadClass(DiscordPlugin.class.getName())
                    .asSubclass(Plugin.class)
                    .getConstructor()
                    .newInstance();

            try (Channel channel = plugin.channels(context(loader, bot)).get(0)) {
                channel.send(bot.message("hello").topic(Optional.of("topic")));

                assertThat(bot.alerts.messages()).hasSize(1);
                assertThat(plugin.getClass().getClassLoader()).isSameAs(loader);
                Object log = loader.loadClass("net.dv8tion.jda.internal.utils.JDALogger")
                        .getMethod("getLog", String.class)
                        .invoke(null, "JDA");
                assertThat(log.getClass().getName()).startsWith("ch.qos.logback.");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] unpacked(Path directory) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(zip()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path jar = directory.resolve(Path.of(entry.getName()).getFileName());
                    Files.copy(zip, jar);
                    jars.add(jar.toUri().toURL());
                }
            }
        }
        return jars.toArray(URL[]::new);
    }

    /** Asked for nothing but the configuration. */
    private static PluginContext context(ClassLoader loader, Bot bot) {
        DiscordConfig config = bot.config(bot.alerts.id());
        return (PluginContext) Proxy.newProxyInstance(
                PluginContext.class.getClassLoader(),
                new Class<?>[] {PluginContext.class},
                (proxy, method, arguments) -> {
                    Constructor<?> record = loader.loadClass(DiscordConfig.class.getName())
                            .getDeclaredConstructor(String.class, String.class, String.class, String.class);
                    record.setAccessible(true);
                    return record.newInstance(
                            config.botToken(), config.homeChannel(), config.apiBaseUrl(), config.gatewayUrl());
                });
    }

    /** What a plugin sees of the host. */
    private static final class Host extends ClassLoader {
        Host() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.midwatch.api.") || name.startsWith("org.slf4j.")) {
                return PluginDirectoryIT.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
