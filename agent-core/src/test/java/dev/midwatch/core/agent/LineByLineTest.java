package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineByLineTest {
    private final List<String> heard = new ArrayList<>();
    private final LineByLine lines = new LineByLine(Redactor.knowing(List.of("hunter2-hunter2")), new RunListener() {
        @Override
        public void says(String text) {
            heard.add(text);
        }

        @Override
        public void startsOver() {
            heard.add("<again>");
        }
    });

    @Test
    void saysWholeLinesAndTheRestAtTheEnd() {
        List.of("\nAll", " is", " well.\nNo", "thing\n is", " broken.").forEach(lines::says);
        assertThat(heard).containsExactly("All is well.\n");

        lines.ends("All is well.\nNothing\n is broken.");
        assertThat(heard).containsExactly("All is well.\n", "Nothing\n is broken.");
    }

    @Test
    void hidesASecretThatComesInPieces() {
        List.of("The key is hunter2", "-hunter2\nand ", "that is\nall.\n").forEach(lines::says);
        lines.ends("The key is [redacted]\nand that is\nall.");

        assertThat(String.join("", heard)).isEqualTo("The key is [redacted]\nand that is\nall.");
    }

    @Test
    void saysALongAnswerInFewerPieces() {
        String line = "a line of some forty characters, again.\n";
        for (int count = 0; count < 5_000; count++) {
            lines.says(line);
        }
        lines.ends(line.repeat(5_000));

        assertThat(heard).hasSizeLessThan(150);
        assertThat(String.join("", heard)).isEqualTo(line.repeat(5_000));
    }

    @Test
    void neverShowsTheBeginningOfAPrivateKey() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xf\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xg\n"
                + "-----END RSA PRIVATE KEY-----\n";
        for (char each : ("Look:\n\n" + key + "\nend\n").toCharArray()) {
            lines.says(String.valueOf(each));
        }
        assertThat(String.join("", heard)).doesNotContain("MIIE");
    }

    @Test
    void startsOverWhatWasSaidInVain() {
        lines.says("a\nb\nc\n");
        lines.startsOver();
        lines.says("d\ne\nf\n");
        lines.ends("d\ne\nf");

        assertThat(heard).containsExactly("a\nb\n", "<again>", "d\ne\n", "f");
    }

    @Test
    void saysAnewWhatTheWholeAnswerReadsOtherwise() {
        lines.says("one\ntwo\nthree\n");
        lines.ends("1\ntwo\nthree");

        assertThat(heard).containsExactly("one\ntwo\n", "<again>", "1\ntwo\nthree");
    }
}
