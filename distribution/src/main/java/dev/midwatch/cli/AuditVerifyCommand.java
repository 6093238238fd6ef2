package dev.midwatch.cli;

import dev.midwatch.core.action.ActionLog;
import dev.midwatch.core.action.ExecutedAction;
import dev.midwatch.core.audit.AuditChain;
import dev.midwatch.core.audit.AuditHead;
import dev.midwatch.core.audit.AuditMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Prove that no step was changed, moved, taken out or cut off.")
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--noted",
            paramLabel = "STEP:HASH",
            description = "An end that an earlier verify printed: prove that the chain still goes through it.")
    private String noted;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "The API server's own audit log: prove that all that Midwatch wrote is in both, under one id.")
    private Path against;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "With --against: Midwatch's identity, for instance system:serviceaccount:midwatch:midwatch; default: whoever wrote under an id of ours.")
    private List<String> users = List.of();

    @Override
    public Integer call() {
        Optional<AuditHead> earlier = earlier();
        try (Workspace workspace = Workspace.of(global)) {
            AuditChain chain = workspace.audit().chain();
            if (chain.broken().isPresent()) {
                throw CliException.failed("%s: %s"
                        .formatted(
                                workspace.home().audit().getParent(),
                                chain.broken().get()));
            }
            earlier.filter(step -> !chain.holds(step)).ifPresent(step -> {
                throw CliException.failed("step %d is not in the chain as it was noted: all of it was written anew"
                        .formatted(step.number()));
            });
            List<String> untold = chain.without(new ActionLog(workspace.database())
                    .all().stream().map(ExecutedAction::auditId).toList());
            if (!untold.isEmpty()) {
                throw CliException.failed("no step tells of %s, which the store knows: the file is not the one it was"
                        .formatted(String.join(", ", untold)));
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("steps", chain.lines().size());
            answer.put("head", chain.head().toString());
            answer.put("torn", chain.torn());
            answer.put("behind_noted_end", chain.behind());
            if (against != null) {
                answer.put("against", rows(match(chain.lines())));
            }
            print(chain, answer);
            return 0;
        }
    }

    private Optional<AuditHead> earlier() {
        try {
            return Optional.ofNullable(noted).map(AuditHead::parse);
        } catch (IllegalArgumentException unreadable) {
            throw CliException.usage("--noted: " + unreadable.getMessage());
        }
    }

    private AuditMatch match(List<String> ours) {
        try (Stream<String> server = Files.lines(against)) {
            AuditMatch match = AuditMatch.of(ours, server, Set.copyOf(users));
            if (!match.holds()) {
                match.foreign().forEach(write -> global.terminal().note("past the gate: " + write));
                match.unseen().forEach(step -> global.terminal().note("unknown to the server: " + step));
                match.contrary().forEach(write -> global.terminal().note("done, though we say it failed: " + write));
                throw CliException.failed(
                        "%d writes are not ours, %d steps of ours the API server does not know, %d it did and we say failed (%s)"
                                .formatted(
                                        match.foreign().size(),
                                        match.unseen().size(),
                                        match.contrary().size(),
                                        against));
            }
            return match;
        } catch (IOException no) {
            throw CliException.failed("cannot read %s: %s".formatted(against, no.getMessage()));
        }
    }

    private static Map<String, Object> rows(AuditMatch match) {
        return Map.of("users", match.users(), "writes", match.matched());
    }

    private void print(AuditChain chain, Map<String, Object> answer) {
        if (global.output() != OutputFormat.table) {
            global.terminal().value(global.output(), answer);
            return;
        }
        global.terminal().line("whole: %d steps".formatted(chain.lines().size()));
        chain.torn()
                .forEach(line ->
                        global.terminal().line("line %d is torn, as a crash or a full disk leaves it".formatted(line)));
        if (chain.behind() > 0) {
            global.terminal()
                    .line("%d of them stand behind the end that was noted, as a crash between the two leaves it"
                            .formatted(chain.behind()));
        }
        if (answer.get("against") instanceof Map<?, ?> match) {
            global.terminal()
                    .line("the API server has the same %d writes of %s"
                            .formatted(((List<?>) match.get("writes")).size(), match.get("users")));
        }
        global.terminal().line("note elsewhere, and give to --noted later: " + chain.head());
    }
}
