package dev.midwatch.cli.hermes;

import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Environment;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes over the variables of {@code .env} that mean something here. Their values are written to the file here and shown nowhere. */
record HermesEnv(ForeignHome from, OwnFiles own, Takeover takeover) {
    private static final String NAME = ".env";
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=.*");

    /** Returns the text of the file as it is here afterwards. */
    String take() throws IOException {
        String here =
                Files.exists(own.home().env()) ? Files.readString(own.home().env()) : "";
        Optional<String> there = from.text(NAME);
        if (there.isEmpty()) {
            return here;
        }
        String references = from.text("config.yaml").orElse("");
        Environment known = Environment.of(Map.of(), own.home());
        Environment theirs = Environment.of(Map.of(), new Home(from.directory()));
        List<String> added = new ArrayList<>();
        int number = 0;
        for (String line : there.get().lines().toList()) {
            number++;
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                take(line.strip(), matcher.group(1), references, known, theirs, added);
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                takeover.left(
                        "%s:%d".formatted(NAME, number), "is not a line of the form NAME=value (# starts a comment)");
            }
        }
        if (added.isEmpty()) {
            return here;
        }
        String text = here + (here.isEmpty() || here.endsWith("\n") ? "" : "\n") + String.join("\n", added) + "\n";
        if (!own.isPlanted(own.home().env(), here)) {
            own.backUp(own.home().env());
        }
        WholeFile.write(own.home().env(), text);
        return text;
    }

    private void take(
            String line, String name, String references, Environment known, Environment theirs, List<String> added) {
        String what = NAME + ": " + name;
        boolean means = ConfigLoader.variables("").contains(name.replaceFirst("^HERMES_", "MIDWATCH_"))
                || references.contains("${" + name + "}");
        Optional<String> here = known.find(name);
        if (theirs.find(name).isEmpty()) {
            takeover.left(what, "is empty");
        } else if (!means) {
            takeover.left(what, "nothing here reads it");
        } else if (here.equals(theirs.find(name))) {
            takeover.taken(what, "is so here already");
        } else if (here.isPresent() && !own.force()) {
            takeover.left(what, "is set here already; --force sets it as there");
        } else {
            added.add(line);
            takeover.taken(what);
        }
    }
}
