package dev.midwatch.skills.k8s.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookCallsTest {
    @Test
    void findsTheWebhookWhoseCallFailed() {
        assertThat(WebhookCalls.failedIn(
                        "Internal error occurred: failed calling webhook \"a.b.io\": failed to call webhook: timeout"))
                .contains("a.b.io");
    }

    @Test
    void takesADenialForAnAnswer() {
        assertThat(WebhookCalls.failedIn("admission webhook \"a.b.io\" denied the request: no"))
                .isEmpty();
        assertThat(WebhookCalls.failedIn("")).isEmpty();
    }
}
