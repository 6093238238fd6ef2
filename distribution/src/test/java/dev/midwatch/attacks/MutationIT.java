package dev.midwatch.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attacks can fail: without any one of the defences at least one of them succeeds. */
@Tag("mutation")
class MutationIT {
    private static final Logger LOG = LoggerFactory.getLogger(MutationIT.class);

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> anAttackSucceedsWithout() {
        return Defences.all().stream()
                .map(defence -> DynamicTest.dynamicTest(
                        defence.name(), () -> assertThat(damage(defence)).isNotEmpty()));
    }

    /** What the first attack does that succeeds without it. */
    private List<String> damage(Defence defence) throws Exception {
        try (Arena arena = new Arena(new SimulatedGround(), Files.createTempDirectory(directory, "arena"));
                SwitchedOff off = new SwitchedOff(defence)) {
            Judge judge = new Judge(arena);
            int tried = 0;
            for (Attack attack : inOrder(defence)) {
                tried++;
                List<String> damage = judge.play(attack);
                if (!damage.isEmpty()) {
                    LOG.info("without {}: {} (attack {}): {}", defence.name(), attack, tried, damage);
                    return damage;
                }
            }
        }
        return List.of();
    }

    private static List<Attack> inOrder(Defence defence) {
        List<Attack> attacks = new ArrayList<>(Attacks.all());
        attacks.sort(Comparator.comparing(defence::rank));
        assertThat(attacks.get(0).name()).as("the attack to begin with").startsWith(defence.first());
        return attacks;
    }
}
