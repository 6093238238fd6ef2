package dev.midwatch.core.watch;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import dev.midwatch.core.check.Change;
import dev.midwatch.core.check.FindingCards;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.job.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run that looked at the cluster says: in text, and in a lead and cards. */
final class RunMessage {
    private final Times times;
    private final FindingCards cards;
    private final Function<String, Optional<String>> lastAbout;

    /** @param lastAbout the newest message with a card about that */
    RunMessage(Times times, Function<String, Optional<String>> lastAbout) {
        this.times = times;
        this.cards = new FindingCards(times);
        this.lastAbout = lastAbout;
    }

    static String text(JobRun run, Storyteller.Story story, Offer offer) {
        return join(late(run), story.text(), offer.text());
    }

    OutboundMessage of(JobRun run, Storyteller.Story story, Offer offer, LedgerUpdate update) {
        List<LedgerUpdate.News> news = update.news();
        OutboundMessage message = OutboundMessage.of(
                        JobRunner.messageId(run), run.job().deliver(), text(run, story, offer))
                .severity(news.isEmpty() ? Optional.empty() : Optional.of(FindingRenderer.worst(update)))
                .choices(offer.choices())
                .replyTo(follows(news))
                .topic(topic(news, offer));
        List<Card> all = new ArrayList<>(cards.of(update));
        all.addAll(offer.cards(times));
        return all.isEmpty() ? message : message.layout(new Layout(join(late(run), story.lead(), offer.notes()), all));
    }

    /** What only tells of ends follows up the message that told of the first of them. */
    private Optional<String> follows(List<LedgerUpdate.News> news) {
        return news.stream().allMatch(one -> one.change() == Change.RESOLVED)
                ? news.stream()
                        .flatMap(one ->
                                lastAbout.apply(FindingCards.about(one.entry().fingerprint())).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** Who is asked something needs a place to answer. */
    private static Optional<String> topic(List<LedgerUpdate.News> news, Offer offer) {
        return news.stream()
                .filter(one -> !offer.choices().isEmpty())
                .map(one -> one.entry().finding().summary())
                .findFirst();
    }

    private static String late(JobRun run) {
        return run.lateNote().map(note -> "*" + note + "*").orElse("");
    }

    static String join(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }
}
