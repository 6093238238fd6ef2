package dev.midwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.testkit.model.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/prompting.md, made of what a model server really received. */
final class PromptPage {
    private static final Pattern CODE = Pattern.compile("\\b[0-9a-f]{16}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final double BYTES_PER_TOKEN = 3.5;

    private final StringBuilder page = new StringBuilder();

    PromptPage say(String text) {
        page.append(text.strip()).append("\n\n");
        return this;
    }

    /** A table of what the first request costs, part by part, and the request itself. */
    PromptPage show(RecordedRequest request) {
        List<String> rows = new ArrayList<>();
        String system = plain(request.contents("system").get(0));
        for (String part : system.split("\n\n(?=## |- \\*\\*|<data)")) {
            rows.add(row("system: " + title(part), part));
        }
        JsonNode tools = request.body().path("tools");
        for (JsonNode tool : tools) {
            rows.add(row("tool: `" + tool.at("/function/name").asText() + "`", tool.toString()));
        }
        List<String> said =
                request.contents("user").stream().map(PromptPage::plain).toList();
        String last = said.get(said.size() - 1);
        int evidence = last.indexOf("\n\n<data");
        rows.add(row("task", evidence < 0 ? last : last.substring(0, evidence)));
        int fixed = tokens(system) + tokens(tools.toString());
        say("| part | tokens |\n| --- | --- |\n" + String.join("\n", rows)
                + "\n| **fixed: prompt and tools** | **" + fixed + "** |"
                + (evidence < 0 ? "" : "\n" + row("evidence, fenced", last.substring(evidence))));
        say("The system message, word for word:");
        say(fenced(system));
        say("The last message:");
        return say(fenced(last));
    }

    private static String row(String what, String text) {
        return "| " + what + " | " + tokens(text) + " |";
    }

    private static String title(String part) {
        String first = part.strip().lines().findFirst().orElse("");
        return first.startsWith("#") ? first.replaceFirst("^#+ ", "") : "persona";
    }

    private static String fenced(String text) {
        return text.lines()
                .map(line -> "    " + line)
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n", "~~~text\n", "\n~~~"));
    }

    /** Without what differs from one run to the next. */
    private static String plain(String text) {
        return TIME.matcher(CODE.matcher(text).replaceAll("0123456789abcdef")).replaceAll("2026-03-02T00:10:00Z");
    }

    static int tokens(String text) {
        return (int) Math.ceil(text.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN);
    }

    @Override
    public String toString() {
        return page.toString().stripTrailing() + "\n";
    }
}
