package dev.midwatch.core.watch;

import dev.midwatch.api.channel.Card;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalCard;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.text.PlainText;
import java.util.stream.Collectors;

/** Everything there is to say of a proposal, and how it stands, for whoever asks for the details. */
public final class ProposalText {
    private final ProposalStore proposals;
    private final ProposalStandings standings;
    private final Times times;

    public ProposalText(Database database, ProposalStandings standings, Times times) {
        this.proposals = new ProposalStore(database);
        this.standings = standings;
        this.times = times;
    }

    /** Its whole card as Markdown, as it stands now, without secrets. */
    public String of(String id) {
        return proposals
                .find(id)
                .map(proposal -> PlainText.ofProcess().of(markdown(card(proposal))))
                .orElse("There is no proposal " + id + ".");
    }

    private Card card(Proposal proposal) {
        Card asTold = ProposalCard.of(proposal, times);
        return standings
                .of(proposal.id(), proposal.created())
                .map(standing -> standing.on(asTold))
                .orElse(asTold);
    }

    static String markdown(Card card) {
        return "**%s**\n%s"
                .formatted(
                        FindingRenderer.unfenced(card.title()),
                        card.fields().stream().map(ProposalText::line).collect(Collectors.joining("\n")));
    }

    private static String line(Card.Field field) {
        String value = FindingRenderer.unfenced(field.value());
        return switch (field.shape()) {
            case SHORT, TEXT -> "%s: %s".formatted(field.label(), value);
            case COMMAND -> "%s: `%s`".formatted(field.label(), value);
            case CODE -> "%s:\n```\n%s\n```".formatted(field.label(), value);
            case DIFF -> "%s:\n```diff\n%s\n```".formatted(field.label(), value);
        };
    }
}
