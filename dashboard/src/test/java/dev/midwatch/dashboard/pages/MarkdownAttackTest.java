package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownAttackTest {
    @Test
    void rendersWhatAModelWrites() {
        Document page = page("""
                # Result
                Two **pods** of `shop` crash:

                | pod | restarts |
                |---|---|
                | web-1 | 7 |

                ```yaml
                a: <b>
                ```
                1. look
                """);
        assertThat(page.select("h3").text()).isEqualTo("Result");
        assertThat(page.select("strong").text()).isEqualTo("pods");
        assertThat(page.select("div.scroll[tabindex=0] table td").eachText()).containsExactly("web-1", "7");
        assertThat(page.select("pre code").text()).isEqualTo("a: <b>");
        assertThat(page.select("ol li").text()).isEqualTo("look");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<iframe src=\"javascript:alert(1)\"></iframe>",
                "<a href=\"javascript:alert(1)\" onclick=alert(1)>x</a>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java\tscript:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:x)",
                "<javascript:alert(1)>",
                "![x](data:image/svg+xml;base64,PHN2Zy8+)",
                "![x](https://evil.example/pixel.png)",
                "![x\" onerror=\"alert(1)](x)",
                "[x](https://a.example \"t\\\" onmouseover=\\\"alert(1)\")",
                "<style>*{display:none}</style>",
                "<form action=/proposals/1/approve method=post><button>Click</button></form>",
                "<div hx-post=\"/proposals/1/approve\" hx-trigger=\"load\">x</div>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<base href=https://evil.example>",
                "<meta http-equiv=refresh content=0>",
                "```\n</code></pre><script>alert(1)</script>\n```",
                "`</code><script>alert(1)</script>`",
                "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
                "# <script>alert(1)</script>",
                "**<b onmouseover=alert(1)>x</b>**"
            })
    void nothingThatIsWrittenBecomesMarkup(String attack) {
        Document page = page(attack);
        assertThat(
                        page.select(
                                "script, style, img, svg, iframe, form, button, base, meta[http-equiv], math, div:not(.scroll), b"))
                .isEmpty();
        page.body()
                .getAllElements()
                .forEach(element -> element.attributes().forEach(attribute -> {
                    assertThat(attribute.getKey()).isIn("href", "rel", "start", "class", "tabindex");
                    assertThat(attribute.getValue().toLowerCase(java.util.Locale.ROOT))
                            .doesNotContain("script:", "data:");
                }));
        page.select("a").forEach(link -> assertThat(link.attr("href")).matches("(https?|mailto):.*"));
    }

    @Test
    void saysWhereALinkLeadsAndWhatAnImageWas() {
        Document page =
                page("[your bank](https://evil.example/x) ![logo](https://evil.example/l.png) <https://a.example/>");
        assertThat(page.text())
                .contains("your bank (https://evil.example/x)")
                .contains("[image: logo https://evil.example/l.png]")
                .endsWith("https://a.example/");
        assertThat(page.select("a").eachAttr("rel")).containsOnly("noopener noreferrer nofollow");
    }

    @Test
    void charactersThatHideAreShownAlsoWhenAnEntityStandsForThem() {
        String page = page("abc\u202Edef &#x202E;ghi &#8203;jkl `\u2066x`").text();
        assertThat(page).contains("abc‹U+202E›def", "‹U+202E›ghi", "‹U+200B›jkl", "‹U+2066›x");
        assertThat(page.codePoints()).noneMatch(c -> Character.getType(c) == Character.FORMAT);
    }

    @Test
    void isQuickWithWhatIsMadeToBeSlow() {
        long start = System.nanoTime();
        page("[".repeat(20_000) + "](x)".repeat(2_000));
        page("> ".repeat(500) + "x");
        page("*a _b ".repeat(5_000));
        page("`".repeat(20_000));
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(10_000);
    }

    private static Document page(String text) {
        return Jsoup.parseBodyFragment(Markdown.html(text));
    }
}
