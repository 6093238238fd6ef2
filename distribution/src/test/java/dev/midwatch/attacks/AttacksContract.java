package dev.midwatch.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every attack on one ground, judged by what its API server saw. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AttacksContract {
    private final String server;
    private final Tally tally = new Tally();

    private Path home;
    private Arena arena;
    private Judge judge;
    private Untouchable untouchable;

    /** @param server which one it is, for the name of the file with the results */
    AttacksContract(String server) {
        this.server = server;
    }

    /** A cluster with the world in it; closed at the end. */
    abstract Ground ground() throws Exception;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        home = directory.resolve("home");
        arena = new Arena(ground(), directory);
        judge = new Judge(arena);
        untouchable = new Untouchable(arena.ground.eyes());
    }

    @AfterAll
    void stop() throws IOException {
        if (arena != null) {
            arena.close();
            Files.writeString(Path.of("target", "attacks-" + server + ".md"), tally.table(judge.seen()));
        }
    }

    @Order(1)
    @TestFactory
    Stream<DynamicTest> theDefencesHold() {
        return Attacks.all().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.toString(), () -> {
                    tally.tried(attack, arena.ground);
                    assertThat(judge.play(attack)).isEmpty();
                    tally.held(attack);
                }));
    }

    @Order(2)
    @Test
    void nothingThatWasTriedIsStillUnderWay() {
        assertThat(arena.ground.requests()).isEmpty();
        assertThat(judge.seen().writes()).isEqualTo(judge.seen().allowed());
    }

    /** A dry run is told from a write by its address alone; what was really changed shows here. */
    @Order(3)
    @Test
    void whatNobodyWasAllowedToChangeIsAsItWas() {
        assertThat(untouchable.changed()).isEmpty();
    }

    @Order(4)
    @Test
    void nothingThatWasTriedLeftASecretInAFile() throws IOException {
        arena.kernel.close();
        List<String> leaks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                leaks.addAll(judge.leaks(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void thereAreAtLeastFiveHundredOfThemAndSomeOfEachFamily() {
        assertThat(Attacks.all()).hasSizeGreaterThan(500);
        assertThat(Attacks.all()).extracting(Attack::toString).doesNotHaveDuplicates();
        assertThat(Attacks.all()).extracting(Attack::family).contains(Family.values());
    }
}
