package dev.midwatch.dashboard.pages;

import gg.jte.Content;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/** What a model or a run wrote, as far as it may stand on a page: no image, no script, no style, and links that give nothing away. */
public final class Markdown {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();
    private static final Safelist ALLOWED = new Safelist()
            .addTags(
                    "a",
                    "b",
                    "blockquote",
                    "br",
                    "code",
                    "del",
                    "em",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "li",
                    "ol",
                    "p",
                    "pre",
                    "strong",
                    "table",
                    "tbody",
                    "td",
                    "th",
                    "thead",
                    "tr",
                    "ul")
            .addAttributes("a", "href")
            .addAttributes("ol", "start")
            .addProtocols("a", "href", "http", "https", "mailto")
            .addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow");

    private Markdown() {}

    public static Content of(String text) {
        String html = html(text);
        return out -> out.writeContent(html);
    }

    static String html(String text) {
        String rendered = RENDERER.render(PARSER.parse(text));
        Document.OutputSettings plain = new Document.OutputSettings().prettyPrint(false);
        return lowered(Jsoup.clean(rendered, "", ALLOWED, plain));
    }

    /** The page around has the first and second headings. */
    private static String lowered(String html) {
        Document body = Jsoup.parseBodyFragment(html);
        body.outputSettings().prettyPrint(false);
        body.select("h1, h2").forEach(heading -> heading.tagName("h3"));
        body.select("pre, table").attr("tabindex", "0");
        return body.body().html();
    }
}
