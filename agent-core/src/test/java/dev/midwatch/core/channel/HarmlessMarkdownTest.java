package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmlessMarkdownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see [Approve](https://evil.example)|see Approve (https://evil.example)",
                "![track](<https://evil.example/a.png>)|track (https://evil.example/a.png)",
                "[Approve]([x](https://evil.example))|[Approve] (x (https://evil.example))",
                "[a](https://evil.example 'Approve')|[a] (https://evil.example 'Approve')",
                "[Approve]: https://evil.example|[Approve] : https://evil.example",
                "@everyone, @here and @Channel|@ everyone, @ here and @ Channel",
                "<@1234> <@&5> <!here> <#6> <at>Ann</at>|< @1234> < @&5> < !here> < #6> < at>Ann< /at>"
            })
    void callsNobodyAndShowsWhereEachLinkLeads(String written, String sent) {
        assertThat(HarmlessMarkdown.of(written)).isEqualTo(sent);
    }

    @Test
    void leavesOrdinaryTextAlone() {
        String text =
                "**web** in `shop`: a < b, ann@example.org, {.items[0].name}, \"x\" [y] (z)\n- 1. kubectl get pods -l 'a in (b)'";
        assertThat(HarmlessMarkdown.of(text)).isEqualTo(text);
    }
}
