package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Findings;
import dev.midwatch.core.view.SilencePreview;
import dev.midwatch.core.view.SilenceRow;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.http.HandlerType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Findings that nobody wants to hear of for a while. */
final class SilenceOperations {
    private final Findings findings;

    /** A silence to make. */
    record SilenceFields(Map<String, String> matchers, String duration, String why) implements RequestBody {}

    SilenceOperations(Findings findings) {
        this.findings = findings;
    }

    List<Operation> all() {
        return Stream.of(
                        Operation.get("/api/silences", "listSilences", "The silences that are in force.")
                                .with(Parameter.OFFSET, Parameter.LIMIT)
                                .answers(200, "The silences.", Slice.of(SilenceRow.class))
                                .does(call -> call.slice(findings.silences())),
                        Operation.of(
                                        HandlerType.POST,
                                        "/api/silences",
                                        "createSilence",
                                        "Do not tell of some findings for a while, or see which those would be.",
                                        Needs.OPERATOR)
                                .with(Parameter.flag("preview", "Change nothing, and say what would be hidden now."))
                                .asks(SilenceFields.class, """
                                        {"matchers": {"namespace": "shop"}, "duration": "2h", "why": "a load test"}""")
                                .may(422)
                                .answers(200, "What it would hide: the answer to a preview.", SilencePreview.class)
                                .answers(201, "The silence.", SilenceRow.class)
                                .does(this::create),
                        Operation.of(
                                        HandlerType.DELETE,
                                        "/api/silences/{id}",
                                        "endSilence",
                                        "End a silence.",
                                        Needs.OPERATOR)
                                .with(Parameter.number("id", "Number of the silence."))
                                .answers(204, "It is over.", "")
                                .does(call -> {
                                    findings.endSilence(call.number("id"), call.actor());
                                    return Reply.none();
                                }))
                .map(operation -> operation.topic("Silences"))
                .toList();
    }

    private Reply create(Call call) {
        SilenceFields wanted = call.body(SilenceFields.class);
        if (call.flag("preview")) {
            return Reply.of(findings.preview(wanted.matchers()));
        }
        SilenceRow made = findings.silence(wanted.matchers(), wanted.duration(), wanted.why(), call.actor()).stream()
                .max(Comparator.comparing(SilenceRow::id))
                .orElseThrow();
        return Reply.created(made, "/api/silences");
    }
}
