package dev.midwatch.skills.k8s.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedCallTest {
    @Test
    void findsTheWebhookWhoseCallFailed() {
        assertThat(FailedCall.in(
                        "Internal error occurred: failed calling webhook \"a.b.io\": failed to call webhook: timeout"))
                .contains("a.b.io");
    }

    @Test
    void takesADenialForAnAnswer() {
        assertThat(FailedCall.in("admission webhook \"a.b.io\" denied the request: no"))
                .isEmpty();
        assertThat(FailedCall.in("")).isEmpty();
    }
}
