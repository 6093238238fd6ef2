package dev.midwatch.attacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A proposal in the store, changed by somebody who knows how it is sealed. */
record Forged(Arena arena, Proposal proposal) {
    private static final ObjectMapper CANONICAL =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    Forged {
        if (!seal(proposal, proposal.canonical(), proposal.diff()).equals(proposal.sha256())) {
            throw new IllegalStateException("this is not how proposals are sealed, so nothing would be tried");
        }
    }

    /** What runs, and what is shown of it, with a seal that fits. */
    void change(String canonical, String diff) {
        arena.kernel
                .get(Database.class)
                .update(
                        "UPDATE proposals SET canonical = ?, diff = ?, sha256 = ? WHERE id = ?",
                        canonical,
                        diff,
                        seal(proposal, canonical, diff),
                        proposal.id());
    }

    private static String seal(Proposal proposal, String canonical, String diff) {
        try {
            String all = CANONICAL.writeValueAsString(Map.of(
                    "id", proposal.id(),
                    "canonical", canonical,
                    "desired", proposal.desired(),
                    "why", proposal.why(),
                    "origin", proposal.origin(),
                    "diff", diff,
                    "created", proposal.created().toEpochMilli(),
                    "expires", proposal.expires().toEpochMilli(),
                    "needs", proposal.needs().name()));
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
