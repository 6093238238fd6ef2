package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @Test
    void namesWhatALibraryIsLinkedWith() {
        assertThat(Elf.needed(JAVA.resolve("lib/libnet.so"))).contains("libjava.so", "libjvm.so", "libc.so.6");
        assertThat(Elf.needed(JAVA.resolve("lib/server/libjvm.so")))
                .contains("libc.so.6", "libm.so.6")
                .doesNotContain("libjvm.so");
    }

    @Test
    void readsNothingElse(@TempDir Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve("text.so"), "x".repeat(100));

        assertThatThrownBy(() -> Elf.needed(text)).hasMessageContaining("text.so is no ELF file");
    }
}
