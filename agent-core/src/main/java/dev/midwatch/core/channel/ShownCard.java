package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Card;
import java.time.Instant;

/**
 * A card that people can see.
 *
 * @param message id of the message it stands in
 * @param about   what it tells of
 * @param told    when that message was put in
 * @param tone    as it was told
 * @param shown   how its thing stood when that was last shown
 */
public record ShownCard(String message, String about, Instant told, Card.Tone tone, Standing shown) {}
