package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    private final SigningKey key = SigningKey.of("a key for this test alone");

    @Test
    void knowsItsOwnSignatureAndNoOther() {
        String signed = key.sign("who|grüße");
        assertThat(key.verify(signed)).contains("who|grüße");
        assertThat(SigningKey.of("another key for this test").verify(signed)).isEmpty();
        assertThat(key.forPurpose("a").verify(signed)).isEmpty();
        assertThat(key.forPurpose("a").verify(key.forPurpose("b").sign("x"))).isEmpty();
    }

    @Test
    void takesNoSignatureThatWasChangedAnywhere() {
        String signed = key.sign("session");
        for (int at = 0; at < signed.length(); at++) {
            char other = signed.charAt(at) == 'A' ? 'Q' : 'A';
            String changed = signed.substring(0, at) + other + signed.substring(at + 1);
            assertThat(key.verify(changed)).as(changed).isNotEqualTo(Optional.of("session"));
        }
        assertThat(key.verify("")).isEmpty();
        assertThat(key.verify(signed.substring(0, signed.indexOf('.')))).isEmpty();
        assertThat(key.verify(signed + "A".repeat(5_000))).isEmpty();
    }

    @Test
    void keepsAKeyItMadeAndRefusesAFileThatIsNone(@TempDir Path home) throws Exception {
        Path file = home.resolve("deep").resolve("key");
        String signed = SigningKey.of(Optional.empty(), file).sign("x");
        assertThat(SigningKey.of(Optional.empty(), file).verify(signed)).contains("x");
        assertThat(SigningKey.of(Optional.of("configured, not kept"), file).verify(signed))
                .isEmpty();
        Files.write(file, new byte[3]);
        assertThatThrownBy(() -> SigningKey.of(Optional.empty(), file)).hasMessageContaining("remove it");
    }
}
