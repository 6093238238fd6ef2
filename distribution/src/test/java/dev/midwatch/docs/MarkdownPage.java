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
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A page, as far as it is for a shell. What each kind of block stands for is said in CONTRIBUTING.md.
 *
 * @param blocks its fenced blocks in order, and those that only its source shows
 * @param spans  the code within its sentences
 */
public record MarkdownPage(Path file, List<Block> blocks, List<String> spans) {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TITLE = Pattern.compile("\\btitle=\"([^\"]+)\"");
    /** A block that readers do not see: a comment that begins as a fence would. */
    private static final Pattern UNSEEN = Pattern.compile("(?s)<!-- (sh|\\w+ title=\"[^\"]+\")\n(.*)-->\\s*");

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

        /** Whether it goes on until somebody stops it. */
        boolean goesOn() {
            return info.equals("sh running");
        }

        /** Whether it is a part of {@code config.yaml}. */
        boolean isSettings() {
            return info.equals("yaml config");
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
        List<String> spans = new ArrayList<>();
        Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .build()
                .parse(markdown)
                .accept(new AbstractVisitor() {
                    @Override
                    public void visit(Code span) {
                        spans.add(span.getLiteral());
                    }

                    @Override
                    public void visit(FencedCodeBlock block) {
                        int fence = block.getSourceSpans().get(0).getLineIndex() + 1;
                        blocks.add(new Block(block.getInfo().strip(), block.getLiteral(), fence + 1));
                    }

                    /** Nobody can say of such a one what it is, so that one with commands is found out. */
                    @Override
                    public void visit(IndentedCodeBlock block) {
                        int first = block.getSourceSpans().get(0).getLineIndex() + 1;
                        blocks.add(new Block("", block.getLiteral(), first));
                    }

                    @Override
                    public void visit(HtmlBlock comment) {
                        Matcher unseen = UNSEEN.matcher(comment.getLiteral() + "\n");
                        if (unseen.matches()) {
                            int line = comment.getSourceSpans().get(0).getLineIndex() + 1;
                            blocks.add(new Block(unseen.group(1), unseen.group(2), line + 1));
                        }
                    }
                });
        return new MarkdownPage(file, List.copyOf(blocks), List.copyOf(spans));
    }
}
