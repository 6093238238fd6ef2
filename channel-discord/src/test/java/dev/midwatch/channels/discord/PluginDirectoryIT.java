package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

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
}
