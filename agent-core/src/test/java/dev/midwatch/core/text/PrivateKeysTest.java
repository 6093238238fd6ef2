package dev.midwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code logs --tail=3} leaves of a key that was printed. */
class PrivateKeysTest {
    private final PlainText plain = new PlainText(new KnownSecrets());

    @ParameterizedTest
    @CsvSource({
        "RSA, 2048, PRIVATE KEY",
        "RSA, 4096, PRIVATE KEY",
        "RSA, 2048, RSA PRIVATE KEY",
        "EC, 256, PRIVATE KEY",
        "EC, 256, EC PRIVATE KEY",
        "Ed25519, 255, PRIVATE KEY",
    })
    void hidesEachEndAndEachBeginningOfAKey(String algorithm, int size, String label) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm);
        if (!algorithm.equals("Ed25519")) {
            keys.initialize(size);
        }
        byte[] der = keys.generateKeyPair().getPrivate().getEncoded();
        // The older formats are what the newer one wraps.
        byte[] body = label.equals("PRIVATE KEY") ? der : unwrapped(der, algorithm.equals("RSA") ? 26 : 28);
        List<String> lines = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(body)
                .lines()
                .toList();

        for (String prefix : new String[] {"", "[pod/web-1/app] ", "2026-01-02T03:04:05.678Z "}) {
            for (int left = 1; left <= lines.size(); left++) {
                String tail = "loaded\n" + prefix
                        + String.join("\n" + prefix, lines.subList(lines.size() - left, lines.size())) + "\n" + prefix
                        + "-----END " + label + "-----\nstarted";
                assertThat(plain.of(tail))
                        .as(tail)
                        .startsWith("loaded\n" + prefix)
                        .endsWith("\nstarted")
                        .satisfies(clean -> assertNone(clean, lines));
            }
        }
        String escaped =
                String.join("\\n", lines.subList(lines.size() / 2, lines.size())) + "\\n-----END " + label + "-----\\n";
        assertThat(plain.of("{\"x\":\"" + escaped + "\"}")).satisfies(clean -> assertNone(clean, lines));
        assertThat(plain.of("loaded\n" + String.join("\n", lines) + "\nstarted in 3 s"))
                .startsWith("loaded\n[redacted]")
                .endsWith("started in 3 s")
                .satisfies(clean -> assertNone(clean, lines));
    }

    private static byte[] unwrapped(byte[] der, int header) {
        return java.util.Arrays.copyOfRange(der, header, der.length);
    }

    private static void assertNone(String clean, List<String> lines) {
        assertThat(lines).noneMatch(line -> line.length() > 8 && clean.contains(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ",
                "loaded\nready\n-----END CERTIFICATE REQUEST-----",
                "one\ntwo\n",
                "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9\nPRIVATE KEY not found",
            })
    void leavesWhatIsNoKey(String text) {
        assertThat(plain.of(text)).isEqualTo(text);
    }
}
