package dev.midwatch.core.action;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.core.channel.Standing;
import dev.midwatch.core.check.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A proposal as a card that asks. */
public final class ProposalCard {
    private static final String ABOUT = "proposal:";

    private ProposalCard() {}

    public static Card of(Proposal proposal, Times times) {
        ProposalParts parts = ProposalParts.of(proposal);
        List<Field> fields = new ArrayList<>(List.of(
                new Field("What", parts.action(), Shape.SHORT),
                new Field("Where", parts.where(), Shape.SHORT),
                new Field("Risk", parts.risk(), Shape.SHORT),
                new Field("Why", parts.why(), Shape.TEXT),
                new Field("Touches", parts.touches(), Shape.TEXT),
                new Field("Works when", parts.worksWhen(), Shape.TEXT)));
        fields.add(parts.undo()
                .map(command -> new Field("Undo", command, Shape.COMMAND))
                .orElseGet(() -> new Field("Undo", "there is none", Shape.SHORT)));
        if (!parts.diff().isBlank()) {
            fields.add(new Field("Diff", parts.diff(), Shape.DIFF));
        }
        fields.add(new Field("Command", parts.command(), Shape.COMMAND));
        fields.add(new Field(Standing.EXPIRES, times.of(proposal.expires(), proposal.created()), Shape.SHORT));
        fields.add(new Field("Proposal", proposal.id(), Shape.SHORT));
        return new Card(about(proposal.id()), Card.Tone.ASKING, parts.question(), fields);
    }

    /** The same in text. */
    public static String inText(Proposal proposal) {
        ProposalParts parts = ProposalParts.of(proposal);
        return "🔧 **may I?** `%s` (proposal %s, %s risk)\nIt touches %s; it has worked when %s.%s\n```diff\n%s\n```"
                .formatted(
                        parts.command(),
                        proposal.id(),
                        parts.risk(),
                        parts.touches(),
                        parts.worksWhen(),
                        parts.undo()
                                .map(undo -> " If not, it is undone: `" + undo + "`.")
                                .orElse(""),
                        parts.diff());
    }

    /** What a card about that proposal is about. */
    public static String about(String id) {
        return ABOUT + id;
    }

    /** The proposal that a card is about; empty if it is about something else. */
    public static Optional<String> id(String about) {
        return about.startsWith(ABOUT) ? Optional.of(about.substring(ABOUT.length())) : Optional.empty();
    }
}
