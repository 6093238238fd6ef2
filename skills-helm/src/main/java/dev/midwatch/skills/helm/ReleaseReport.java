package dev.midwatch.skills.helm;

import dev.midwatch.api.check.Finding;
import java.util.Optional;

/** Tells of a release in trouble, and what may be done about it. */
final class ReleaseReport {
    private ReleaseReport() {}

    static Finding of(Trouble trouble, Revision newest, Optional<Revision> deployed) {
        return Finding.of(trouble.reason, trouble.severity, newest.secret().ref())
                .owner(newest.ref())
                .causeClass(trouble == Trouble.STUCK ? newest.status() : "")
                .summary(summary(trouble, newest))
                .cause(cause(trouble, newest, deployed))
                .evidence("status", newest.status())
                .evidence("revision", Long.toString(newest.number()))
                .evidence(
                        "deployed revision",
                        deployed.map(one -> Long.toString(one.number())).orElse("none"))
                .evidence("way out", wayOut(trouble, newest, deployed))
                .since(newest.changed())
                .look("helm -n %s history %s".formatted(newest.namespace(), newest.release()));
    }

    private static String summary(Trouble trouble, Revision newest) {
        String release = "Helm release %s/%s".formatted(newest.namespace(), newest.release());
        return switch (trouble) {
            case FAILED -> "%s failed at revision %d".formatted(release, newest.number());
            case STUCK -> "%s is stuck in %s at revision %d".formatted(release, newest.status(), newest.number());
            case UNKNOWN -> "the state of %s is unknown at revision %d".formatted(release, newest.number());
        };
    }

    private static String cause(Trouble trouble, Revision newest, Optional<Revision> deployed) {
        String meanwhile = deployed.map(one -> "revision %d is still the one deployed".formatted(one.number()))
                .orElse("no revision of it is deployed");
        return switch (trouble) {
            case STUCK ->
                newest.status().equals("uninstalling")
                        ? "the Helm that was removing it has ended, or a hook of it does not; " + meanwhile
                        : "the Helm at work was interrupted, or waits; until then another upgrade is refused; "
                                + meanwhile;
            case FAILED, UNKNOWN -> meanwhile;
        };
    }

    private static String wayOut(Trouble trouble, Revision newest, Optional<Revision> deployed) {
        if (trouble != Trouble.STUCK) {
            return "";
        }
        if (newest.status().equals("uninstalling") || deployed.isEmpty()) {
            return "helm -n %s uninstall %s".formatted(newest.namespace(), newest.release());
        }
        return "helm -n %s rollback %s %d"
                .formatted(newest.namespace(), newest.release(), deployed.get().number());
    }
}
