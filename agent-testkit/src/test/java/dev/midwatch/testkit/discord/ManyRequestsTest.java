package dev.midwatch.testkit.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ManyRequestsTest {
    private static final int MESSAGES = 20_000;

    @Test
    void twentyThousandMessagesUnderFaultsAreEachStoredOnceIfTheirNonceIsKept() {
        try (LoopbackDiscord discord = LoopbackDiscord.start().bucket(1_000_000, Duration.ofSeconds(1))) {
            Place alerts = discord.channel("alerts");
            RawClient client = new RawClient(discord);
            discord.faults()
                    .plan(FaultPlan.seeded(7)
                            .on(Route.SEND)
                            .share(2, Fault.rateLimited(Duration.ofMillis(1)))
                            .share(2, Fault.status(502))
                            .share(1, Fault.statusAfterHandling(502))
                            .share(1, Fault.cutBeforeHandling())
                            .share(1, Fault.cutBeforeAnswer())
                            .share(1, Fault.cutMidway()));

            for (int i = 0; i < MESSAGES; i++) {
                deliver(client, alerts, i);
            }

            assertThat(alerts.messages())
                    .extracting(Message::content)
                    .containsExactlyElementsOf(IntStream.range(0, MESSAGES)
                            .mapToObj(i -> "message " + i)
                            .toList());
            Map<Fault.Kind, Integer> counts = discord.faults().counts();
            int tries = MESSAGES
                    + counts.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(counts.get(Fault.Kind.RATE_LIMITED)).isCloseTo(tries * 2 / 100, Percentage.withPercentage(25));
            assertThat(counts.get(Fault.Kind.CUT_MIDWAY)).isCloseTo(tries / 100, Percentage.withPercentage(30));
        }
    }

    /** As an outbox does: again and again under the same nonce, until there is a whole answer. */
    private static void deliver(RawClient client, Place place, int number) {
        String json = "{\"content\":\"message %d\",\"nonce\":\"%d\",\"enforce_nonce\":true}".formatted(number, number);
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                if (client.send(place, json).statusCode() == 200) {
                    return;
                }
            } catch (IOException cut) {
                // Whether it was stored cannot be known: the next attempt finds out.
            }
        }
        throw new AssertionError("message " + number + " was never taken");
    }
}
