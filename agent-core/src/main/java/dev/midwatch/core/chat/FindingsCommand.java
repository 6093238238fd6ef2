package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.FindingSilence;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.text.Ages;
import dev.midwatch.core.tool.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known to be broken. */
record FindingsCommand(FindingLedger ledger, FindingLookup findings, Clock clock) implements ChatCommand {
    private static final int MOST = 15;

    @Override
    public Command spec() {
        return new Command(
                "findings",
                "What is broken, most severe first",
                List.of(Options.optional("namespace", "Only of this namespace")),
                false);
    }

    @Override
    public Level least() {
        return Level.VIEWER;
    }

    @Override
    public Answer answer(Asked asked) {
        Optional<String> namespace = asked.word("namespace");
        List<LedgerEntry> open = findings.open().stream()
                .filter(entry -> namespace.isEmpty()
                        || entry.finding().owner().namespace().equals(namespace.get()))
                .toList();
        if (open.isEmpty()) {
            return Answer.open("No open findings" + in(namespace) + ".");
        }
        List<FindingSilence> silences = ledger.silences();
        String lines =
                open.stream().limit(MOST).map(entry -> line(entry, silences)).collect(Collectors.joining("\n"));
        String rest = open.size() > MOST ? "\n… and %d more, less severe or newer".formatted(open.size() - MOST) : "";
        return Answer.open("**%d open%s**\n%s%s".formatted(open.size(), in(namespace), lines, rest));
    }

    private static String in(Optional<String> namespace) {
        return namespace.map(name -> " in " + FindingRenderer.unfenced(name)).orElse("");
    }

    private String line(LedgerEntry entry, List<FindingSilence> silences) {
        LedgerEntry.State state = ledger.state(entry, silences);
        return "%s %s · %s · for %s%s · `%s`"
                .formatted(
                        FindingRenderer.mark(entry.finding().severity()),
                        FindingRenderer.unfenced(entry.finding().summary()),
                        entry.finding().owner(),
                        Ages.inWords(Duration.between(entry.since(), clock.instant())),
                        state == LedgerEntry.State.OPEN ? "" : " · " + state,
                        entry.fingerprint());
    }

    @Override
    public List<String> complete(Command.Call call, String option) {
        return Completions.of(
                findings.open().stream()
                        .map(entry -> entry.finding().owner().namespace())
                        .filter(namespace -> !namespace.isEmpty()),
                call.option(option).orElse(""));
    }
}
