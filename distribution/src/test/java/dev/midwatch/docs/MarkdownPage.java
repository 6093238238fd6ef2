package dev.midwatch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The fenced blocks of a page, in order. What each kind stands for is said in CONTRIBUTING.md. */
public record MarkdownPage(Path file, List<Block> blocks) {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TITLE = Pattern.compile("\\btitle=\"([^\"]+)\"");

    /**
     * A fenced block.
     *
     * @param info what stands behind the fence: {@code sh}, {@code java title="src/Hello.java"}
     * @param line where its text begins, counted from 1
     */
    public record Block(String info, String text, int line) {
        public boolean isShell() {
            return info.equals("sh") || info.startsWith("sh ");
        }

        boolean runs() {
            return info.equals("sh");
        }

        /** Whether it is what the command before it prints. */
        boolean isOutput() {
            return info.equals("text");
        }

        /** The file that it is to be written to. */
        Optional<String> title() {
            Matcher title = TITLE.matcher(info);
            return title.find() ? Optional.of(title.group(1)) : Optional.empty();
        }
    }

    /** Every page that people read: at the root, in docs, beside each example. */
    public static List<MarkdownPage> all() throws IOException {
        List<MarkdownPage> pages = new ArrayList<>();
        for (String pattern : List.of("*.md", "docs/*.md", "docs/adr/*.md", "examples/*/README.md")) {
            PathMatcher wanted = ROOT.getFileSystem().getPathMatcher("glob:" + pattern);
            try (Stream<Path> found = Files.find(ROOT, 3, (file, any) -> wanted.matches(ROOT.relativize(file)))) {
                for (Path file : found.sorted().toList()) {
                    pages.add(read(file));
                }
            }
        }
        return pages;
    }

    public static MarkdownPage read(Path file) throws IOException {
        return of(file, Files.readString(file));
    }

    static MarkdownPage of(Path file, String markdown) {
        List<Block> blocks = new ArrayList<>();
        Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .build()
                .parse(markdown)
                .accept(new AbstractVisitor() {
                    @Override
                    public void visit(FencedCodeBlock block) {
                        int fence = block.getSourceSpans().get(0).getLineIndex() + 1;
                        blocks.add(new Block(block.getInfo().strip(), block.getLiteral(), fence + 1));
                    }
                });
        return new MarkdownPage(file, List.copyOf(blocks));
    }
}
