package dev.midwatch.testkit.discord;

import java.time.Duration;

/** The times after which Discord forgets or refuses; a test may shorten them. */
final class Rules {
    volatile Duration nonceIsKept = Duration.ofMinutes(3);
    volatile Duration interactionWaits = Duration.ofSeconds(3);
    volatile Duration interactionLives = Duration.ofMinutes(15);
    volatile boolean messageContent = true;
    volatile boolean guildMembers = true;
    volatile boolean presences = true;
}
