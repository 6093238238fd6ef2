package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NAME=value|value",
                "export NAME=value|value",
                "NAME = spaced out |spaced out",
                "NAME=value # comment|value",
                "NAME=a#b|a#b",
                "NAME=\"a # b\" # comment|a # b",
                "NAME='a \"b\" $c'|a \"b\" $c",
                "NAME=\"say \\\"hi\\\"\"|say \"hi\"",
                "NAME=a=b=c|a=b=c",
            })
    void readsAValue(String line, String expected) {
        DotEnv env = DotEnv.of(".env", line);
        assertThat(env.find("NAME").map(Environment.Variable::value)).contains(expected);
        assertThat(env.problems()).isEmpty();
    }

    @Test
    void skipsCommentsAndEmptyLinesAndByteOrderMark() {
        DotEnv env = DotEnv.of(".env", "\uFEFF# first\r\n\r\nNAME=value\r\nEMPTY=\n");
        assertThat(env.find("NAME").map(Environment.Variable::origin))
                .contains(new Origin(Origin.Kind.DOTENV, ".env", 3, "NAME"));
        assertThat(env.find("EMPTY")).isEqualTo(Optional.empty());
        assertThat(env.problems()).isEmpty();
    }

    @Test
    void namesTheLineThatIsNoneWithoutRepeatingIt() {
        DotEnv env = DotEnv.of(".env", "A=1\nsk-test-secret\nB=\"open\nC=3\n");
        assertThat(env.problems()).extracting(Problem::line).containsExactly(2, 3);
        assertThat(env.problems()).noneMatch(problem -> problem.toString().contains("secret"));
        assertThat(env.find("C")).isPresent();
    }
}
