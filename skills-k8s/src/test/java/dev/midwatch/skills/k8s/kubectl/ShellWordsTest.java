package dev.midwatch.skills.k8s.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordsTest {
    @Test
    void splitsAsAShellDoes() throws Exception {
        assertThat(ShellWords.split("  get pods   -o jsonpath='{.items[*].metadata.name}' \"a \\\"b\\\"\" c\\ d ''"))
                .containsExactly("get", "pods", "-o", "jsonpath={.items[*].metadata.name}", "a \"b\"", "c d", "");
    }

    @Test
    void keepsAPathInDoubleQuotes() throws Exception {
        assertThat(ShellWords.split("get po -o \"jsonpath={$.items[?(@.a=='b|c')]}{\\\"\\n\\\"}\""))
                .last()
                .isEqualTo("jsonpath={$.items[?(@.a=='b|c')]}{\"\\n\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "get pods | grep web~pipes",
                "get pods > file~redirections",
                "logs web 2>&1~redirections",
                "get pods; get svc~chains",
                "get pods && get svc~chains",
                "logs $(get pods -o name)~substitution",
                "logs `get pods`~substitution",
                "logs \"`get pods`\"~substitution",
                "get pods -n $NS~variables",
                "get 'pods~never closed",
                "get \"pods~never closed"
            })
    void refusesWhatNeedsAShell(String command, String why) {
        assertThatThrownBy(() -> ShellWords.split(command))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }
}
