package dev.midwatch.cli.plugin;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** What a new plugin is called, as each place writes it: {@code acme-disks}, {@code acme_disks}, {@code acmedisks}, {@code AcmeDisks}. */
public record PluginName(String kebab) {
    /** Shorter than the kernel allows, and a letter first: a tool is named with it too, and a package and a class of Java. */
    private static final Pattern RULE = Pattern.compile("[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?");

    /** @throws IllegalArgumentException saying what a name looks like */
    public PluginName {
        if (!RULE.matcher(kebab).matches()) {
            throw new IllegalArgumentException(
                    "a plugin's name is 1 to 40 lower case letters, digits and dashes, a letter first: " + kebab);
        }
        for (String prefix : List.of("skills-", "channel-")) {
            if (kebab.startsWith(prefix)) {
                throw new IllegalArgumentException(
                        "leave out %s: %s is enough".formatted(prefix, kebab.substring(prefix.length())));
            }
        }
    }

    String snake() {
        return kebab.replace('-', '_');
    }

    /** A package's last part; a word that Java keeps for itself is no such part. */
    String flat() {
        String word = kebab.replace("-", "");
        return SourceVersion.isKeyword(word) ? word + "plugin" : word;
    }

    String camel() {
        return Arrays.stream(kebab.split("-+"))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
    }
}
