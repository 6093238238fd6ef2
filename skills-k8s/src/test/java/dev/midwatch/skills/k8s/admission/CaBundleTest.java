package dev.midwatch.skills.k8s.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.CheckRun;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaBundleTest {
    private static CaBundle.State state(String base64) {
        return CaBundle.of(base64, CheckRun.NOON).state();
    }

    private static String both() {
        return Base64.getEncoder()
                .encodeToString(
                        (decoded(Certificates.EXPIRED) + decoded(Certificates.SOUND)).getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void knowsABundleThatEnded() {
        CaBundle bundle = CaBundle.of(Certificates.EXPIRED, CheckRun.NOON);

        assertThat(bundle.state()).isEqualTo(CaBundle.State.EXPIRED);
        assertThat(bundle.words()).isEqualTo("its caBundle expired on 2025-12-01");
    }

    @Test
    void trustsABundleInWhichOneCertificateStillHolds() {
        assertThat(state(Certificates.SOUND)).isEqualTo(CaBundle.State.SOUND);
        assertThat(state(both())).isEqualTo(CaBundle.State.SOUND);
    }

    @ParameterizedTest
    @CsvSource({"'', EMPTY", "Cg==, EMPTY", "aGVsbG8=, UNREADABLE", "LS0tLS1CRUdJTg==, UNREADABLE", "A, UNREADABLE"})
    void tellsEmptyFromUnreadable(String base64, CaBundle.State expected) {
        assertThat(state(base64)).isEqualTo(expected);
    }
}
