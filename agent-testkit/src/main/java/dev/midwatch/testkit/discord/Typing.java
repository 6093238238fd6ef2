package dev.midwatch.testkit.discord;

import java.time.Instant;

/**
 * The bot showed that it is typing.
 *
 * @param at when the request was handled
 */
public record Typing(Instant at) {}
