package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void drawsTablesListsAndCode() {
        assertThat(Markdown.html("# Report\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n- one"))
                .contains("<h3>Report</h3>", "<th>a</th>", "<code>2</code>", "one</li>");
    }

    @Test
    void letsNothingThroughThatRunsOrLoads() {
        String html = Markdown.html("<script>alert(1)</script><img src=x onerror=y> ![p](http://x/y.png) "
                + "[bad](javascript:alert(1)) [data](data:text/html,x) <a href=\"/sign-out\" onclick=z>t</a>");
        assertThat(html).doesNotContain("<script", "<img", "href=\"javascript", "href=\"data", "<a href=\"/sign-out");
    }

    @Test
    void givesLinksAwayToNobody() {
        assertThat(Markdown.html("[docs](https://kubernetes.io/docs)"))
                .contains("<a href=\"https://kubernetes.io/docs\" rel=\"noopener noreferrer nofollow\">docs</a>");
    }
}
