package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.tool.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Keeps one finding, or all of one object, from being told for a while. */
record SilenceCommand(FindingLookup findings, Silencing silencing) implements ChatCommand {
    private static final List<String> TIMES = List.of("30m", "1h", "2h", "4h", "8h", "1d", "3d", "7d");

    @Override
    public Command spec() {
        return new Command(
                "silence",
                "Do not tell a finding, or those of one object, for a while",
                List.of(
                        Options.required("what", "A fingerprint, or an object as in shop/web"),
                        Options.required("for", "As in 2h or 3d"),
                        Options.free("why", "For whoever wonders")),
                false);
    }

    @Override
    public Level least() {
        return Level.OPERATOR;
    }

    @Override
    public Answer answer(Asked asked) {
        String what = asked.word("what").orElseThrow(() -> new Refusal("What? " + HelpCommand.usage(spec())));
        String time = asked.word("for").orElseThrow(() -> new Refusal("For how long? As in `2h` or `3d`."));
        String why = asked.call().option("why").orElseThrow(() -> new Refusal("Why? Somebody will wonder."));
        try {
            Map<String, String> matchers = matchers(what);
            silencing.silence(matchers, time, asked.who(), why.strip());
            return Answer.open("Silenced for %s: %s.".formatted(time, what));
        } catch (IllegalArgumentException wrong) {
            throw new Refusal("Nothing is silenced: " + wrong.getMessage() + ".");
        }
    }

    /** An object that has a finding, else the one finding whose fingerprint begins so. */
    private Map<String, String> matchers(String what) {
        List<LedgerEntry> onObject = findings.on(what);
        if (onObject.isEmpty()) {
            return Map.of("fingerprint", findings.get(what).fingerprint());
        }
        ObjectRef owner = onObject.get(0).finding().owner();
        return new TreeMap<>(Map.of("namespace", owner.namespace(), "name", owner.name()));
    }

    @Override
    public List<String> complete(Command.Call call, String option) {
        String written = call.option(option).orElse("");
        return option.equals("for")
                ? Completions.of(TIMES.stream(), written)
                : Completions.of(
                        findings.open().stream()
                                .flatMap(entry -> Stream.of(
                                        entry.fingerprint() + " "
                                                + entry.finding().owner() + " ("
                                                + entry.finding().reason() + ")",
                                        FindingLookup.name(entry))),
                        written);
    }
}
