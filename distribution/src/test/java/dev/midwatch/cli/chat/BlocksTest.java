package dev.midwatch.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.cli.chat.Blocks.Block;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {
    private final Blocks blocks = new Blocks();

    private List<String> texts(String... pieces) {
        return all(pieces).stream().map(Block::markdown).toList();
    }

    private List<Block> all(String... pieces) {
        List<Block> all = new ArrayList<>();
        for (String piece : pieces) {
            all.addAll(blocks.add(piece));
        }
        all.addAll(blocks.end());
        return all;
    }

    @Test
    void aParagraphIsWholeAtTheEmptyLineBehindIt() {
        assertThat(blocks.add("One line\nand anoth")).isEmpty();
        assertThat(blocks.add("er.\n\nNext")).containsExactly(new Block("One line\nand another.\n", false));
        assertThat(blocks.end()).containsExactly(new Block("Next\n", true));
        assertThat(blocks.end()).isEmpty();
    }

    @Test
    void itemsOfAListAreShownOneByOneAndKeepWhatBelongsToThem() {
        assertThat(all("Two:\n\n- a\n  more of a\n", "  - nested\n- b\n\nAfter.\n"))
                .containsExactly(
                        new Block("Two:\n", false),
                        new Block("- a\n  more of a\n  - nested\n", true),
                        new Block("- b\n", false),
                        new Block("After.\n", true));
    }

    @Test
    void anEmptyLineWithinAnItemStaysInIt() {
        assertThat(texts("1. a\n\n   still a\n\n2. b\n")).containsExactly("1. a\n\n   still a\n", "2. b\n");
    }

    @Test
    void aCodeBlockIsOneBlockWhateverIsInIt() {
        assertThat(texts("```yaml\n- a\n\n# b\n```\nAfter\n")).containsExactly("```yaml\n- a\n\n# b\n```\n", "After\n");
        assertThat(texts("~~~\n```\n\nno end")).containsExactly("~~~\n```\n\nno end\n");
        assertThat(texts("- a\n  ```\n  x\n\n  ```\n- b\n")).containsExactly("- a\n  ```\n  x\n\n  ```\n", "- b\n");
    }

    @Test
    void aTableIsOneBlock() {
        String table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
        assertThat(texts(table + "\nafter")).containsExactly(table, "after\n");
    }

    @Test
    void whatNeverEndsIsShownInParts() {
        String line = "x".repeat(20_000);
        List<String> parts = texts(line, line, "\n");
        assertThat(parts).hasSizeGreaterThanOrEqualTo(2);
        assertThat(String.join("", parts).replace("\n", "")).isEqualTo(line + line);
        List<String> code = texts("```\n" + ("y".repeat(99) + "\n").repeat(200) + "```\nAfter\n");
        assertThat(code).hasSizeGreaterThan(2).endsWith("After\n");
        assertThat(code.subList(0, code.size() - 1))
                .allSatisfy(part -> assertThat(part).startsWith("```").matches("(?s).*```\\s*"));
    }

    @Test
    void forgetsWhatCameToNothing() {
        blocks.add("```\nhalf of some code\n");
        blocks.forget();
        assertThat(texts("Whole.\n")).containsExactly("Whole.\n");
    }
}
