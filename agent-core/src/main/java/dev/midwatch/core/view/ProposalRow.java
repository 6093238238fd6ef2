package dev.midwatch.core.view;

import java.time.Instant;
import java.util.Optional;

/**
 * An action that waits for a person, or no longer does.
 *
 * @param state      waiting, approved, denied, expired or void
 * @param command    as kubectl would do it
 * @param risk       safe or risky
 * @param touches    what it reaches
 * @param workedWhen how it is told that it helped
 * @param undo       what would put it back
 * @param finding    fingerprint of what it would repair
 * @param needs      the level that decides it
 * @param standing   how it stands, in a person's words: what came of it
 * @param diff       what the API server's dry run would change, as a unified diff
 * @param sha256     of what runs and of all that is shown
 */
public record ProposalRow(
        String id,
        String state,
        String command,
        String risk,
        String touches,
        String workedWhen,
        Optional<String> undo,
        String why,
        String origin,
        Optional<String> finding,
        Instant created,
        Instant expires,
        String needs,
        Optional<String> decidedBy,
        String standing,
        String diff,
        String sha256) {}
