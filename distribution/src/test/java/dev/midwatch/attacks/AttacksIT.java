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
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every attack on the simulated cluster, judged by what its API server saw. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AttacksIT {
    @TempDir
    static Path directory;

    private static Arena arena;
    private static Judge judge;

    @BeforeAll
    static void start() throws IOException {
        arena = new Arena(directory);
        judge = new Judge(arena);
    }

    @AfterAll
    static void stop() {
        arena.close();
    }

    @Order(1)
    @TestFactory
    Stream<DynamicTest> theDefencesHold() {
        return Attacks.all().stream()
                .map(attack -> DynamicTest.dynamicTest(
                        attack.toString(), () -> assertThat(judge.play(attack)).isEmpty()));
    }

    @Order(2)
    @Test
    void nothingThatWasTriedLeftASecretInAFile() throws IOException {
        arena.kernel.close();
        List<String> leaks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                leaks.addAll(Judge.leaks(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void thereAreAtLeastFiveHundredOfThem() {
        assertThat(Attacks.all()).hasSizeGreaterThan(500);
        assertThat(Attacks.all()).extracting(Attack::toString).doesNotHaveDuplicates();
    }
}
