package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.channel.ShownCard;
import dev.midwatch.core.channel.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingStandingTest {
    private static final Finding FULL =
            Finding.of("VolumeFilling", Severity.WARNING, Samples.WEB).summary("the volume of shop/web is 85 % full");
    private static final Instant TOLD = Samples.NOON;
    private static final Times TIMES = new Times(ZoneOffset.UTC);
    private static final LedgerEntry OPEN = LedgerEntry.first(Samples.observed(FULL), TOLD);

    private static Instant later(int minutes) {
        return TOLD.plus(Duration.ofMinutes(minutes));
    }

    private static Standing standing(LedgerEntry entry, int minutes) {
        return standing(entry, List.of(), Optional.empty(), minutes);
    }

    private static Standing standing(
            LedgerEntry entry, List<FindingSilence> silences, Optional<Instant> again, int minutes) {
        return new FindingStanding(entry, silences, again).at(later(minutes), card(TOLD), TIMES);
    }

    private static ShownCard card(Instant told) {
        return new ShownCard("m", "finding:x", told, Tone.WARNING, new Standing(Tone.WARNING, List.of(), false));
    }

    private static LedgerEntry seen(LedgerEntry before, Finding finding, int minutes) {
        return Transition.seen(before, Samples.observed(finding), later(minutes), LedgerSettings.DEFAULTS);
    }

    private static LedgerEntry gone(LedgerEntry before, int minutes) {
        return Transition.gone(before, later(minutes), LedgerSettings.DEFAULTS);
    }

    @Test
    void nothingIsNewWhileItIsAsItWasTold() {
        assertThat(standing(seen(OPEN, FULL, 10), 10)).isEqualTo(new Standing(Tone.WARNING, List.of(), false));
    }

    @Test
    void gotWorseAndBetterAgain() {
        LedgerEntry worse = seen(OPEN, FULL.severity(Severity.CRITICAL), 10);
        assertThat(standing(worse, 10)).isEqualTo(Standing.open(Tone.CRITICAL, "got worse: critical"));
        assertThat(standing(seen(worse, FULL.severity(Severity.INFO), 20), 20))
                .isEqualTo(Standing.open(Tone.INFO, "only info now"));
    }

    @Test
    void somebodyIsOnIt() {
        LedgerEntry acknowledged = OPEN.with(OPEN.told().acknowledged("discord:1234"));
        assertThat(standing(acknowledged, 5)).isEqualTo(Standing.open(Tone.UNDER_WAY, "acknowledged by discord:1234"));
    }

    @Test
    void silencedForAsLongAsItIs() {
        FindingSilence silence =
                new FindingSilence(1, Map.of("reason", "VolumeFilling"), later(60), "cli:roger", "new disk comes");
        assertThat(standing(OPEN, List.of(silence), Optional.empty(), 59))
                .isEqualTo(Standing.open(Tone.WARNING, "silenced until 13:00 by cli:roger: new disk comes"));
        assertThat(standing(OPEN, List.of(silence), Optional.empty(), 60).fields())
                .isEmpty();
    }

    @Test
    void resolvedIsTheEnd() {
        assertThat(standing(gone(OPEN, 21), 25)).isEqualTo(Standing.over(Tone.GOOD, "resolved after 21 min"));
    }

    @Test
    void comesAndGoesUntilItSettles() {
        LedgerEntry again = seen(gone(OPEN, 5), FULL, 10);
        LedgerEntry flapping = gone(again, 15);
        assertThat(flapping.spell().flappingSince()).contains(later(15));
        FindingStanding standing = new FindingStanding(flapping, List.of(), Optional.empty());

        assertThat(standing.at(later(15), card(later(10)), TIMES))
                .isEqualTo(Standing.open(Tone.WARNING, "comes and goes since 12:15"));
        assertThat(standing.at(later(15), card(later(15)), TIMES).fields())
                .as("the message that told it as flapping says so itself")
                .isEmpty();

        LedgerEntry settled = gone(flapping, 120);
        assertThat(settled.spell().flappingSince()).isEmpty();
        assertThat(new FindingStanding(settled, List.of(), Optional.empty()).at(later(120), card(later(10)), TIMES))
                .isEqualTo(Standing.over(Tone.GOOD, "resolved after 5 min"));
    }

    @Test
    void whatCameBackIsAnotherStory() {
        LedgerEntry back = seen(gone(OPEN, 10), FULL, 90);
        assertThat(standing(back, 90)).isEqualTo(Standing.over(Tone.VOID, "it was gone, and is back since 13:30"));
    }

    @Test
    void aDayAfterANewerMessageTheOlderOnePointsToIt() {
        Optional<Instant> again = Optional.of(later(240));
        assertThat(standing(OPEN, List.of(), again, 240 + 24 * 60 - 1).over()).isFalse();
        assertThat(standing(OPEN, List.of(), again, 240 + 24 * 60))
                .isEqualTo(Standing.over(Tone.WARNING, "told again in a newer message at 16:00"));
    }
}
