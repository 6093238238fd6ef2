package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstantPoolsTest {
    @Test
    void namesClassesFieldsMethodsAndCallSites() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0xCAFEBABE00000041L);
        out.writeShort(12);
        constant(out, 1, new byte[] {0, 3, 'a', 'b', 'c'}); // 1: a text
        constant(out, 7, new byte[2]); //                      2: a class
        constant(out, 5, new byte[8]); //                      3 and 4: a long
        constant(out, 9, new byte[4]); //                      5: a field
        constant(out, 12, new byte[4]); //                     6: a name and a type
        constant(out, 10, new byte[4]); //                     7: a method
        constant(out, 15, new byte[3]); //                     8: a handle
        constant(out, 18, new byte[4]); //                     9: a call site
        constant(out, 11, new byte[4]); //                     10: an interface's method
        constant(out, 8, new byte[2]); //                      11: a string

        assertThat(ConstantPools.named(bytes.toByteArray())).containsExactly(2, 5, 7, 9, 10);
    }

    @Test
    void refusesWhatIsNoClassFile() {
        assertThatThrownBy(() -> ConstantPools.named(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 99}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kind 99");
    }

    @Test
    void findsTheClassesOfARuntime() {
        ConstantPools pools = new ConstantPools(Set.of("java/lang/Object", "java/sql/Driver", "not/There"));

        pools.addRuntime(Path.of(System.getProperty("java.home")));

        assertThat(pools.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).matches("@cp java/(lang/Object|sql/Driver)( [0-9]+)+"));
    }

    @Test
    void takesTheFirstJarThatHasAClassAndOfItTheClassForThatJava(@TempDir Path directory) throws IOException {
        Path first = jar(directory.resolve("first.jar"), Map.of("a/B.class", 1, "META-INF/versions/25/a/B.class", 2));
        Path second = jar(directory.resolve("second.jar"), Map.of("a/B.class", 3));
        ConstantPools pools = new ConstantPools(Set.of("a/B"));

        pools.addJar(first, 25);
        pools.addJar(second, 25);

        assertThat(pools.lines()).containsExactly("@cp a/B 1 2");
    }

    /** @param classes how many others each names */
    private static Path jar(Path file, Map<String, Integer> classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, Integer> each : classes.entrySet()) {
                jar.putNextEntry(new JarEntry(each.getKey()));
                DataOutputStream out = new DataOutputStream(jar);
                out.writeLong(0xCAFEBABE00000041L);
                out.writeShort(each.getValue() + 1);
                for (int i = 0; i < each.getValue(); i++) {
                    constant(out, 7, new byte[2]);
                }
                out.flush();
                jar.closeEntry();
            }
        }
        return file;
    }

    private static void constant(DataOutputStream out, int tag, byte[] content) throws IOException {
        out.writeByte(tag);
        out.write(content);
    }
}
