package dev.midwatch.cli.chat;

import dev.midwatch.core.view.FindingFilter;
import dev.midwatch.core.view.Page;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What may be meant: commands and their options, and the names of what is broken. */
record Suggestions(Parts parts) implements Completer {
    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> into) {
        String first = line.words().isEmpty() ? "" : line.words().get(0);
        if (!first.startsWith("/")) {
            broken(line.word()).map(Candidate::new).forEach(into::add);
        } else if (line.wordIndex() == 0) {
            commands().forEach(into::add);
        } else {
            parts.commands()
                    .complete(first.substring(1), line.wordIndex() - 1, line.word(), parts.approver())
                    .forEach(value -> into.add(option(value)));
        }
    }

    private Stream<Candidate> commands() {
        return Stream.concat(
                OwnCommands.ALL.entrySet().stream().map(entry -> command(entry.getKey(), entry.getValue())),
                parts.commands().specs().stream().map(spec -> command(spec.name(), spec.description())));
    }

    private static Candidate command(String name, String description) {
        return new Candidate("/" + name, "/" + name, null, description, null, null, true);
    }

    /** What completes an option may say more, for people. */
    private static Candidate option(String value) {
        String[] words = value.split("\\s+", 2);
        return new Candidate(words[0], words[0], null, words.length > 1 ? words[1] : null, null, null, true);
    }

    private Stream<String> broken(String written) {
        if (written.isEmpty()) {
            return Stream.empty();
        }
        return parts.findings().list(FindingFilter.OPEN, Page.first(Page.MOST)).items().stream()
                .map(finding ->
                        finding.owner().namespace().map(name -> name + "/").orElse("")
                                + finding.owner().name())
                .distinct();
    }
}
