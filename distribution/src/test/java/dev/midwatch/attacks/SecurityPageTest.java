package dev.midwatch.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/security.md to what is really tried and really switched off. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("..", "docs", "security.md");

    @Test
    void listsEveryFamilyOfAttacksWithItsNumberOfCases() throws IOException {
        Map<Family, Long> cases =
                Attacks.all().stream().collect(Collectors.groupingBy(Attack::family, Collectors.counting()));
        Stream<String> rows = Arrays.stream(Family.values())
                .map(family -> "| %s | %s | %d |".formatted(family, family.tries(), cases.get(family)));
        long all = Attacks.all().size();
        assertThat(section("| family | what it tries | cases |"))
                .containsExactlyElementsOf(Stream.concat(rows, Stream.of("| **all** | | %d |".formatted(all)))
                        .toList());
    }

    @Test
    void listsEveryDefenceThatIsSwitchedOff() throws IOException {
        assertThat(section("| switched off | then succeeds an attack of |"))
                .containsExactlyElementsOf(Defences.all().stream()
                        .map(defence -> "| %s | %s |"
                                .formatted(
                                        defence.name(),
                                        defence.against().stream()
                                                .map(Family::toString)
                                                .collect(Collectors.joining(", "))))
                        .toList());
    }

    /** The rows of the table with that head. */
    private static List<String> section(String head) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int at = lines.indexOf(head);
        assertThat(at).as(head).isNotNegative();
        return lines.stream()
                .skip(at + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
