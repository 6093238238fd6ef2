package dev.midwatch.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** docs/install.md as a newcomer reads it. */
final class InstallPage {
    static final Path FILE = Path.of("..", "docs", "install.md");

    private static final Pattern BLOCK = Pattern.compile("(?s)```sh (cluster|checkout)\n(.*?)```");

    private InstallPage() {}

    private static Stream<MatchResult> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(FILE)).results();
    }

    /** Every command, in order. */
    static List<String> commands() throws IOException {
        return blocks().flatMap(block -> block.group(2).lines()).toList();
    }

    /** Those that are said to need no cluster. */
    static List<String> commandsAnywhere() throws IOException {
        return blocks().filter(block -> block.group(1).equals("checkout"))
                .flatMap(block -> block.group(2).lines())
                .toList();
    }
}
