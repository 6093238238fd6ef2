package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiffTest {
    @Test
    void marksTheWordsThatAreDifferentInAChangedLine() {
        Diff diff = Diff.between("a: 1\nimage: shop:v1\nz: 9", "a: 1\nimage: shop:v2\nz: 9");
        assertThat(diff.lines())
                .extracting(Diff.Line::kind)
                .containsExactly("place", "same", "removed", "added", "same");
        assertThat(diff.lines().get(2).text()).isEqualTo("image: shop:v1");
        assertThat(diff.lines().get(3).text()).isEqualTo("image: shop:v2");
        assertThat(diff.lines().get(3).pieces())
                .filteredOn(Diff.Piece::changed)
                .extracting(Diff.Piece::text)
                .containsExactly("v2");
    }

    @Test
    void keepsWhatLooksLikeMarkup() {
        Diff diff = Diff.parse("--- a\n+++ b\n@@ -1 +1,2 @@\n-<b>&amp;\n+<i>\n+new");
        assertThat(diff.lines()).extracting(Diff.Line::text).containsExactly("@@ -1 +1,2 @@", "<b>&amp;", "<i>", "new");
        assertThat(diff.lines()).extracting(Diff.Line::sign).isEqualTo(List.of("", "-", "+", "+"));
    }

    @Test
    void isEmptyWhereNothingChanges() {
        assertThat(Diff.between("-- x\n", "++ y\n").lines())
                .extracting(Diff.Line::text)
                .contains("-- x", "++ y");
        assertThat(Diff.between("a\nb", "a\nb").isEmpty()).isTrue();
        assertThat(Diff.parse("").isEmpty()).isTrue();
    }
}
