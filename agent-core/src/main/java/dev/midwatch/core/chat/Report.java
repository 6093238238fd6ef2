package dev.midwatch.core.chat;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.action.Proposal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message of ours that people talk about.
 *
 * @param text      what it says now
 * @param proposals all that it ever asked for, as they stand now
 */
record Report(String text, List<Proposal> proposals) {
    private static final Pattern PROPOSAL = Pattern.compile("(?:proposal|approve|deny|details):(.+)");

    Report {
        proposals = List.copyOf(proposals);
    }

    /** The ids of the proposals that a message speaks of, in its choices or in its cards. */
    static Set<String> proposalsIn(OutboundMessage message) {
        Set<String> ids = new LinkedHashSet<>();
        Stream.concat(
                        message.choices().stream().map(OutboundMessage.Choice::value),
                        message.layout().stream()
                                .flatMap(layout -> layout.cards().stream())
                                .map(card -> card.about()))
                .forEach(value -> {
                    Matcher matcher = PROPOSAL.matcher(value);
                    if (matcher.matches()) {
                        ids.add(matcher.group(1));
                    }
                });
        return ids;
    }

    /** Those that somebody may still decide. */
    List<Proposal> waiting(Instant now) {
        return proposals.stream().filter(proposal -> proposal.isWaiting(now)).toList();
    }
}
