package dev.midwatch.dashboard.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** What the members of the records mean and which words they may hold, for those who read the document. */
final class Vocabulary {
    private static final String WORDS = ".words";

    private final Properties entries = new Properties();

    Vocabulary() {
        try (InputStream in = Vocabulary.class.getResourceAsStream("schemas.properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            entries.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param of {@code Finding} or {@code Finding.since} */
    Optional<String> description(String of) {
        return Optional.ofNullable(entries.getProperty(of));
    }

    /** All words that a member may hold; empty if it may hold any. */
    List<String> words(String of) {
        String words = entries.getProperty(of + WORDS, "");
        return words.isEmpty() ? List.of() : Arrays.asList(words.split(" "));
    }

    /** What it speaks of. */
    Set<String> subjects() {
        Set<String> subjects = new java.util.TreeSet<>();
        entries.stringPropertyNames().forEach(key -> subjects.add(key.replace(WORDS, "")));
        return subjects;
    }
}
