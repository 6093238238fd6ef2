package dev.midwatch.dashboard.pages;

import dev.midwatch.core.text.VisibleText;
import gg.jte.Content;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeTraversor;

/**
 * What a model wrote, as a page shows it. The model repeats what stands in logs and annotations, so anybody may have written it: only a few
 * elements come through, no image, and a link says where it leads.
 */
public final class Markdown {
    private static final List<TablesExtension> EXTENSIONS = List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();
    private static final Cleaner CLEANER = new Cleaner(Safelist.none()
            .addTags("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li")
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "a")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https"));
    private static final Set<String> TITLES = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    private Markdown() {}

    public static Content of(String text) {
        String html = html(text);
        return out -> out.writeContent(html);
    }

    static String html(String text) {
        Document dirty = Jsoup.parseBodyFragment(RENDERER.render(PARSER.parse(VisibleText.of(text))));
        dirty.select("img").forEach(image -> image.replaceWith(new TextNode(picture(image))));
        Document clean = CLEANER.clean(dirty);
        clean.outputSettings().prettyPrint(false);
        clean.select("a").forEach(Markdown::sayWhere);
        clean.select("table").forEach(table -> table.wrap("<div class=\"scroll\" tabindex=\"0\"></div>"));
        clean.body().getAllElements().forEach(Markdown::fit);
        // An entity may stand for a character that hides.
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof TextNode words) {
                        words.text(VisibleText.of(words.getWholeText()));
                    }
                },
                clean.body());
        return clean.body().html();
    }

    /** Below the page's own titles. */
    private static void fit(Element element) {
        if (TITLES.contains(element.tagName())) {
            element.tagName("h3");
        }
        if (element.tagName().equals("p") || element.tagName().equals("li")) {
            element.attr("dir", "auto");
        }
    }

    private static String picture(Element image) {
        return "[image: " + (image.attr("alt") + " " + image.attr("src")).strip() + "]";
    }

    private static void sayWhere(Element link) {
        String address = link.attr("href");
        if (address.isEmpty()) {
            link.unwrap();
            return;
        }
        link.attr("rel", "noopener noreferrer nofollow");
        if (!link.text().equals(address)) {
            link.after(new TextNode(" (" + address + ")"));
        }
    }
}
