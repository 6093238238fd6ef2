package dev.midwatch.dashboard.http;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** A page that says what went wrong and leads back. */
public final class HtmlAnswers implements Answers {
    private final TemplateEngine templates;
    private final Assets assets;

    public HtmlAnswers(TemplateEngine templates, Assets assets) {
        this.templates = templates;
        this.assets = assets;
    }

    @Override
    public String contentType() {
        return "text/html;charset=utf-8";
    }

    @Override
    public String body(Trouble trouble) {
        StringOutput page = new StringOutput();
        templates.render("trouble.jte", Map.of("trouble", trouble, "assets", assets), page);
        return page.toString();
    }
}
