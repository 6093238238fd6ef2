package dev.midwatch.core.chat;

import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.FindingCards;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what people talk about: the message they answer, or the one that their thread was opened for. */
final class Reports {
    private static final Duration LATELY = Duration.ofHours(1);

    private final Outbox outbox;
    private final ProposalStore proposals;
    private final InstantSource clock;

    Reports(Outbox outbox, ProposalStore proposals, InstantSource clock) {
        this.outbox = outbox;
        this.proposals = proposals;
        this.clock = clock;
    }

    Optional<Report> of(InboundMessage message) {
        return answered(message).or(() -> ofPlace(message));
    }

    /** The one finding whose report a place was opened for; empty if it tells of several, or was opened for nothing. */
    Optional<String> findingAt(String target) {
        List<String> findings = outbox.known(Channels.nameOf(target), target)
                .flatMap(outbox::latest)
                .flatMap(OutboundMessage::layout)
                .map(layout -> layout.cards().stream()
                        .flatMap(card -> FindingCards.fingerprint(card.about()).stream())
                        .distinct()
                        .toList())
                .orElse(List.of());
        return findings.size() == 1 ? Optional.of(findings.get(0)) : Optional.empty();
    }

    private Optional<Report> answered(InboundMessage message) {
        return message.replyTo().flatMap(receipt -> known(message, receipt));
    }

    private Optional<Report> ofPlace(InboundMessage message) {
        return known(message, message.target());
    }

    private Optional<Report> known(InboundMessage message, String receiptOrPlace) {
        return outbox.known(Channels.nameOf(message.target()), receiptOrPlace)
                .flatMap(outbox::latest)
                .map(this::report);
    }

    /** All that was ever asked in what is answered or else in what is talked about there, and lately in the conversation. */
    List<Proposal> askedAt(InboundMessage message) {
        Map<String, Proposal> byId = new LinkedHashMap<>();
        answered(message).filter(report -> !report.proposals().isEmpty()).or(() -> ofPlace(message)).stream()
                .flatMap(report -> report.proposals().stream())
                .forEach(proposal -> byId.put(proposal.id(), proposal));
        proposals
                .of(message.target(), clock.instant().minus(LATELY))
                .forEach(proposal -> byId.putIfAbsent(proposal.id(), proposal));
        return List.copyOf(byId.values());
    }

    private Report report(OutboundMessage shown) {
        return new Report(
                shown.text(),
                Report.proposalsIn(shown).stream()
                        .flatMap(id -> proposals.find(id).stream())
                        .toList());
    }
}
