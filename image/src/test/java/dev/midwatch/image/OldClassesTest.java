package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import picocli.CommandLine;

class OldClassesTest {
    @TempDir
    private Path directory;

    private Path original;
    private Path jar;

    @BeforeEach
    void renew() throws Exception {
        original = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        jar = Files.copy(original, directory.resolve("picocli.jar"));
        OldClasses.renew(jar);
    }

    @Test
    void giveEveryClassOfAJarTheNewerFormatAndSaySo() throws Exception {
        try (ZipFile before = new ZipFile(original.toFile());
                ZipFile after = new ZipFile(jar.toFile())) {
            assertThat(names(after))
                    .containsAll(names(before))
                    .contains("META-INF/CHANGED.txt")
                    .hasSize(names(before).size() + 1);
            assertThat(formats(before)).contains(Opcodes.V1_5);
            assertThat(formats(after)).containsOnly(Opcodes.V1_8);
        }
    }

    @Test
    void areAcceptedByTheJvmThatVerifiesThem() throws Exception {
        try (URLClassLoader alone =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                ZipFile classes = new ZipFile(jar.toFile())) {
            for (String name : names(classes)) {
                if (name.startsWith("picocli/CommandLine") && name.endsWith(".class")) {
                    // Initialised, and so verified.
                    String type =
                            name.substring(0, name.length() - ".class".length()).replace('/', '.');
                    assertThat(Class.forName(type, true, alone).getClassLoader())
                            .isSameAs(alone);
                }
            }
        }
    }

    private static List<String> names(ZipFile jar) {
        return Collections.list(jar.entries()).stream().map(ZipEntry::getName).toList();
    }

    private static List<Integer> formats(ZipFile jar) throws IOException {
        List<Integer> formats = new ArrayList<>();
        for (ZipEntry entry : Collections.list(jar.entries())) {
            if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                formats.add(new ClassReader(jar.getInputStream(entry)).readShort(6) & 0xffff);
            }
        }
        return formats;
    }
}
