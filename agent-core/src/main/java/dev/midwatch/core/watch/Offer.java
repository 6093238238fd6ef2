package dev.midwatch.core.watch;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalCard;
import dev.midwatch.core.check.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a message says of repairs. */
public record Offer(List<Line> lines) {
    /** More buttons than three for each of these a message of a chat cannot have. */
    private static final int MOST_ASKED = 8;

    /**
     * What the gate made of one repair.
     *
     * @param asked the proposal that a person has to decide, if there is one
     */
    public record Line(String text, Optional<Proposal> asked) {
        static Line asking(Proposal proposal) {
            return new Line(ProposalCard.inText(proposal), Optional.of(proposal));
        }

        static Line note(String text) {
            return new Line(text, Optional.empty());
        }
    }

    public Offer {
        lines = List.copyOf(lines);
    }

    /** Of proposals that were made in a conversation: what the gate holds back is shown as it is, and not as the model tells it. */
    public static OutboundMessage message(String id, String target, List<Proposal> asked, Times times) {
        Offer offer = new Offer(asked.stream().map(Line::asking).toList());
        return OutboundMessage.of(id, target, offer.text())
                .layout(new OutboundMessage.Layout("", offer.cards(times)))
                .choices(offer.choices());
    }

    /** All of it; empty if there is nothing to say. */
    String text() {
        return join(Stream.concat(lines.stream().map(Line::text), withoutButtons().stream()));
    }

    /** What of it stands in no card. */
    String notes() {
        return join(Stream.concat(
                lines.stream().filter(line -> line.asked().isEmpty()).map(Line::text), withoutButtons().stream()));
    }

    List<Card> cards(Times times) {
        return asked().stream()
                .map(proposal -> ProposalCard.of(proposal, times))
                .toList();
    }

    /** The buttons of what has to be approved. */
    List<Choice> choices() {
        boolean several = asked().size() > 1;
        List<Choice> choices = new ArrayList<>();
        asked().stream().limit(MOST_ASKED).map(Proposal::id).forEach(id -> {
            String which = several ? " " + id : "";
            choices.add(new Choice("approve:" + id, "Approve" + which, true));
            choices.add(new Choice("deny:" + id, "Deny" + which, false));
            choices.add(new Choice("details:" + id, "Details" + which, false));
        });
        return choices;
    }

    /** Two findings may wish for the same. */
    private List<Proposal> asked() {
        Map<String, Proposal> byId = new LinkedHashMap<>();
        lines.stream().flatMap(line -> line.asked().stream()).forEach(one -> byId.putIfAbsent(one.id(), one));
        return List.copyOf(byId.values());
    }

    private Optional<String> withoutButtons() {
        String rest = asked().stream().skip(MOST_ASKED).map(Proposal::id).collect(Collectors.joining(", "));
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of("🔧 without buttons here: proposals %s; `midwatch proposals show|approve|deny ID`"
                        .formatted(rest));
    }

    private static String join(Stream<String> parts) {
        return parts.collect(Collectors.joining("\n\n"));
    }
}
