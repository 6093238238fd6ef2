package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.FindingEvent;
import dev.midwatch.core.view.FindingFilter;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.Findings;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Status;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Findings, and what people do about them. */
final class FindingOperations {
    private static final String PENDING = "pending";
    private static final Parameter FINGERPRINT =
            Parameter.path("fingerprint", "Fingerprint of the finding, or a beginning that no other has.");

    private final Findings findings;
    private final Status status;

    /** For how long one finding is silenced, and why. */
    record Hush(String duration, String why) implements RequestBody {}

    FindingOperations(Findings findings, Status status) {
        this.findings = findings;
        this.status = status;
    }

    List<Operation> all() {
        return Stream.concat(reads(), writes())
                .map(operation -> operation.topic("Findings"))
                .toList();
    }

    private Stream<Operation> reads() {
        return Stream.of(
                Operation.get(
                                "/api/findings",
                                "listFindings",
                                "Findings, open ones first, the gravest first, then the oldest; and what cannot be seen.")
                        .with(
                                Parameter.words(
                                        "state",
                                        "How they stand; all but resolved and pending ones, if none is given.",
                                        "open",
                                        "acknowledged",
                                        "silenced",
                                        "flapping",
                                        "resolved",
                                        PENDING),
                                Parameter.word("severity", "This or a graver one.", "critical", "warning", "info"),
                                Parameter.text("namespace", "Of the owner."),
                                Parameter.text("reason", "As CrashLoopBackOff."),
                                Parameter.text("q", "A text in the reason, the owner's name or the summary."),
                                Parameter.flag("folded", "Those that another explains, too."),
                                Parameter.OFFSET,
                                Parameter.LIMIT)
                        .may(422)
                        .answers(200, "The findings.", FindingList.class)
                        .does(this::list),
                Operation.get("/api/findings/{fingerprint}", "getFinding", "One finding.")
                        .with(FINGERPRINT)
                        .answers(200, "The finding.", FindingRow.class)
                        .does(call -> Reply.of(findings.get(call.text("fingerprint")))),
                Operation.get(
                                "/api/findings/{fingerprint}/history",
                                "getFindingHistory",
                                "What became of it, oldest first.")
                        .with(FINGERPRINT, Parameter.OFFSET, Parameter.LIMIT)
                        .answers(200, "The events.", Slice.of(FindingEvent.class))
                        .does(call -> call.slice(findings.history(fingerprint(call)))),
                Operation.get("/api/findings/{fingerprint}/explains", "listExplained", "The open findings it explains.")
                        .with(FINGERPRINT, Parameter.OFFSET, Parameter.LIMIT)
                        .answers(200, "The findings.", Slice.of(FindingRow.class))
                        .does(call -> call.slice(findings.explainedBy(fingerprint(call)))));
    }

    private Stream<Operation> writes() {
        return Stream.of(
                Operation.of(
                                HandlerType.POST,
                                "/api/findings/{fingerprint}/ack",
                                "acknowledgeFinding",
                                "Say that somebody is on it: it is not told again until it is resolved or gets worse.",
                                Needs.OPERATOR)
                        .with(FINGERPRINT)
                        .may(409)
                        .answers(200, "The finding as it is now.", FindingRow.class)
                        .does(call -> Reply.of(findings.acknowledge(call.text("fingerprint"), call.actor()))),
                Operation.of(
                                HandlerType.POST,
                                "/api/findings/{fingerprint}/silence",
                                "silenceFinding",
                                "Do not tell of this finding for a while.",
                                Needs.OPERATOR)
                        .with(FINGERPRINT)
                        .asks(Hush.class, """
                                {"duration": "2h", "why": "known since the release"}""")
                        .may(422)
                        .answers(200, "The finding as it is now.", FindingRow.class)
                        .does(this::silence));
    }

    private Reply list(Call call) {
        Listing<FindingRow> found = found(call);
        Optional<String> next = call.next(found);
        FindingList answer = new FindingList(
                new FindingList.Seen(status.server()),
                found.items(),
                status.coverage(),
                found.total(),
                found.page().offset(),
                found.page().limit(),
                next);
        return call.linked(Reply.of(answer), next);
    }

    private Listing<FindingRow> found(Call call) {
        Set<String> states = call.words("state");
        if (states.contains(PENDING)) {
            if (call.context().queryParamMap().keySet().stream()
                            .anyMatch(
                                    name -> !Set.of("state", "offset", "limit").contains(name))
                    || states.size() > 1) {
                throw new ProblemException(422, "invalid", "Pending findings are listed alone and unfiltered.");
            }
            return call.part(findings.pending());
        }
        return findings.list(
                new FindingFilter(
                        states,
                        call.maybe("severity"),
                        call.maybe("namespace"),
                        call.maybe("reason"),
                        call.maybe("q"),
                        call.flag("folded")),
                call.page());
    }

    private String fingerprint(Call call) {
        return findings.get(call.text("fingerprint")).fingerprint();
    }

    private Reply silence(Call call) {
        String fingerprint = fingerprint(call);
        Hush hush = call.body(Hush.class);
        findings.silence(Map.of("fingerprint", fingerprint), hush.duration(), hush.why(), call.actor());
        return Reply.of(findings.get(fingerprint));
    }
}
