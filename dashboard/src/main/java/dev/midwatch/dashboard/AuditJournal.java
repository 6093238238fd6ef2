package dev.midwatch.dashboard;

import dev.midwatch.core.view.AuditTrail;
import dev.midwatch.dashboard.signin.SignInJournal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Puts every sign-in into the audit file. */
public final class AuditJournal implements SignInJournal {
    private final AuditTrail audit;
    private final String surface;

    /** @param surface that is signed in to: {@code dashboard} or {@code api} */
    public AuditJournal(AuditTrail audit, String surface) {
        this.audit = audit;
        this.surface = surface;
    }

    @Override
    public void record(Fact fact) {
        Map<String, String> facts =
                new TreeMap<>(Map.of("surface", surface, "how", word(fact.how()), "address", fact.address()));
        fact.who().ifPresent(who -> facts.put("who", who));
        if (!fact.why().isEmpty()) {
            facts.put("why", fact.why());
        }
        audit.signedIn(step(fact.event()), facts);
    }

    private static String step(Event event) {
        return switch (event) {
            case SIGNED_IN -> "signed in";
            case REFUSED -> "sign-in refused";
            case LIMITED -> "sign-in limited";
            case SIGNED_OUT -> "signed out";
            case SIGNED_OUT_EVERYWHERE -> "signed out everywhere";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
