package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingRendererTest {
    private final FindingRenderer renderer = new FindingRenderer(ZoneId.of("Europe/Berlin"));

    @Test
    void namesWhatIsBrokenSinceWhenWhyAndWhereToLook() {
        Finding crash = Samples.crash("web-1")
                .since(Samples.NOON.minusSeconds(1260))
                .cause("exit code 1: connection refused")
                .evidence("log", "starting\nconnection refused")
                .look("kubectl -n shop logs web-1 --previous");
        assertThat(render(Change.NEW, crash)).isEqualTo("""
                        **1 new problem** · pod-restart-loop

                        🔴 **container web of shop/web keeps crashing**
                        Deployment shop/web · CrashLoopBackOff · since 12:39 (21 min)
                        cause: exit code 1: connection refused
                        log:
                        ```
                        starting
                        connection refused
                        ```
                        look: `kubectl -n shop logs web-1 --previous`""");
    }

    @Test
    void listsWhatTheCauseExplains() {
        Finding down = Samples.nodeDown();
        LedgerEntry cause = LedgerEntry.first(Samples.observed(down), Samples.NOON);
        Observed symptom = Samples.observed(Samples.crash("web-1")).explainedBy(cause.observed());
        LedgerUpdate update = update(Change.NEW, cause, LedgerEntry.first(symptom, Samples.NOON));
        assertThat(renderer.render("job", update)).contains("explains: Deployment shop/web (CrashLoopBackOff)");
    }

    @Test
    void keepsEvidenceFromClosingItsCodeBlock() {
        assertThat(render(Change.NEW, Samples.crash("web-1").evidence("log", "a\n```\n@everyone")))
                .contains("log:\n```\na\n'''\n@everyone\n```");
    }

    @Test
    void keepsUntrustedTextFromOpeningACodeBlock() {
        Finding finding = Samples.crash("web-1").cause("pull of ```x failed").evidence("log", "``` all of this");
        assertThat(render(Change.NEW, finding)).contains("cause: pull of '''x failed", "log: ''' all of this");
    }

    @Test
    void leavesNoEndOfASecretWhereItCutsEvidence() {
        String key = "-----BEGIN PRIVATE KEY-----\n" + "Hid3MeHid3MeHid3MeHid3Me0123456789\n".repeat(30)
                + "-----END PRIVATE KEY-----\n";

        assertThat(render(Change.NEW, Samples.crash("web-1").evidence("log", "loaded\n" + key + "started\n")))
                .doesNotContain("Hid3Me")
                .contains("[redacted]\nstarted");
    }

    @Test
    void saysInOneLineWhenItWasSeenBefore() {
        LedgerEntry entry = LedgerEntry.first(Samples.observed(Samples.crash("web-1")), Samples.NOON);
        LedgerUpdate update = update(Change.NEW, entry)
                .seenBefore(Map.of(entry.fingerprint(), "once, last on 12:00 for 3 min; gone with ```"));

        assertThat(renderer.render("job", update))
                .contains("\nseen before: once, last on 12:00 for 3 min; gone with '''");
        assertThat(new FindingCards(new Times(ZoneId.of("UTC")))
                        .of(update)
                        .get(0)
                        .fields())
                .extracting(field -> field.label())
                .contains("Seen before");
    }

    private String render(Change change, Finding finding) {
        return renderer.render(
                "pod-restart-loop", update(change, LedgerEntry.first(Samples.observed(finding), Samples.NOON)));
    }

    private static LedgerUpdate update(Change change, LedgerEntry told, LedgerEntry... others) {
        List<LedgerEntry> open = new ArrayList<>(List.of(others));
        open.add(told);
        return new LedgerUpdate(
                Samples.NOON,
                NotifyReason.FIRST,
                List.of(new LedgerUpdate.News(told, change)),
                open,
                List.of(),
                List.of(),
                Map.of());
    }
}
