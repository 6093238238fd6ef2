package dev.midwatch.core.watch;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import dev.midwatch.core.action.ProposalCard;
import dev.midwatch.core.channel.Standing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A message as it is to be now: a pure function of what it was, and of how the things it tells of stand. */
final class Revision {
    private Revision() {}

    /** @param standings by what the cards are about */
    static OutboundMessage of(OutboundMessage original, Map<String, Standing> standings) {
        return original.layout()
                .map(layout -> original.text(text(original.text(), layout, standings))
                        .layout(new Layout(
                                layout.lead(),
                                layout.cards().stream()
                                        .map(card -> now(card, standings))
                                        .toList()))
                        .choices(choices(original.choices(), standings)))
                .orElse(original);
    }

    private static Card now(Card card, Map<String, Standing> standings) {
        Standing standing = standings.get(card.about());
        return standing == null ? card : standing.on(card);
    }

    /** What was told stays; what is new is added below. */
    private static String text(String told, Layout layout, Map<String, Standing> standings) {
        String news = layout.cards().stream()
                .filter(card -> standings.containsKey(card.about()))
                .filter(card -> !standings.get(card.about()).fields().isEmpty())
                .map(card -> "**%s**: %s"
                        .formatted(
                                now(card, standings).title(),
                                standings.get(card.about()).inWords()))
                .collect(Collectors.joining("\n"));
        return news.isEmpty() ? told : told + "\n\n" + news;
    }

    /** A proposal that waits no more is not to be decided. */
    private static List<Choice> choices(List<Choice> all, Map<String, Standing> standings) {
        return all.stream()
                .filter(choice -> {
                    String id = choice.value().substring(choice.value().indexOf(':') + 1);
                    Standing standing = standings.get(ProposalCard.about(id));
                    return standing == null || standing.tone() == Card.Tone.ASKING;
                })
                .toList();
    }
}
