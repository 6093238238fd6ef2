package dev.midwatch.core.watch;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ActionRequest;
import dev.midwatch.core.action.Verdict;
import dev.midwatch.core.tool.ActionSink;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Called;
import java.util.List;
import java.util.Optional;

/** Hands what the model plans to the gate, and tells the model what came of it. */
public final class GateSink implements ActionSink {
    private final ActionGate gate;

    public GateSink(ActionGate gate) {
        this.gate = gate;
    }

    @Override
    public Called submit(String tool, List<Permission> declared, Action action, Authority authority) {
        Verdict verdict = gate.submit(new ActionRequest(
                tool,
                action,
                declared,
                Optional.empty(),
                "asked for by the model",
                authority.origin(),
                authority.asks()));
        if (verdict instanceof Verdict.Asked asked) {
            return Called.of(
                    ToolResult.of("Nothing was changed: a person has to approve proposal %s (%s). Do not ask again."
                            .formatted(asked.proposal().id(), action.intent().kubectl())));
        }
        if (verdict instanceof Verdict.Ran ran) {
            return Called.wrote("Done: %s%s"
                    .formatted(action.intent().kubectl(), ran.output().isEmpty() ? "" : "\n" + ran.output()));
        }
        return Called.of(ToolResult.failed(
                verdict instanceof Verdict.Failed failed
                        ? "It failed: " + failed.why()
                        : "Refused: " + ((Verdict.Refused) verdict).why()));
    }
}
