package dev.midwatch.cli.chat;

import java.util.Optional;

/**
 * How a conversation begins.
 *
 * @param session to go on with
 * @param about   the finding that the first turn is about
 * @param model   asked instead of the configured one
 */
public record Start(Optional<String> session, Optional<String> about, Optional<String> model) {}
