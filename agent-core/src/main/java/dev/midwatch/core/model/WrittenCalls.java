package dev.midwatch.core.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the tool calls in an answer that is text. What stands in a data fence, in a block of another language or in a quotation is
 * none, and neither is what the model only repeats from the data it was given: text from the cluster calls no tools.
 */
final class WrittenCalls {
    private static final Pattern DATA = Pattern.compile("<data\\b.*?(</data[^>\\n]{0,64}>|\\z)", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile(
            "^ {0,3}(`{3,})[ \\t]*([\\w-]*)[^\\n]*\\n(.*?)(^ {0,3}\\1`*[ \\t]*$|\\z)",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TAG =
            Pattern.compile("<tool_call>(.*?)(</tool_call>|(?=<tool_call>)|\\z)", Pattern.DOTALL);
    private static final Pattern BARE = Pattern.compile("^\\{", Pattern.MULTILINE);
    /** An answer full of opening brackets is not read as often as it has some. */
    private static final int MOST_TRIES = 16;

    private static final Set<String> OURS = Set.of("tool_call", "tool_calls", "tool_code", "tool");
    private static final Set<String> PERHAPS_OURS = Set.of("json", "");

    private final Set<String> offered;
    private final List<ChatMessage> given;
    private final boolean textProtocol;
    private final String ids;
    private final List<ToolExecutionRequest> calls = new ArrayList<>();
    private QuotedData quoted;

    private WrittenCalls(ChatRequest request, boolean textProtocol) {
        this.offered = request.toolSpecifications().stream()
                .map(ToolSpecification::name)
                .collect(Collectors.toSet());
        this.given = request.messages();
        this.textProtocol = textProtocol;
        this.ids = "call_" + request.messages().size() + "_";
    }

    /**
     * The message with its written calls as calls.
     *
     * @param request      as it was made, with its tools
     * @param textProtocol whether the model was told to write them; else only the forms are known that models fall into by training
     */
    static AiMessage in(AiMessage message, ChatRequest request, boolean textProtocol) {
        if (message.hasToolExecutionRequests() || request.toolSpecifications().isEmpty() || message.text() == null) {
            return message;
        }
        WrittenCalls found = new WrittenCalls(request, textProtocol);
        String rest = found.take(Thinking.removed(message.text()));
        return found.calls.isEmpty() ? message : AiMessage.from(rest, List.copyOf(found.calls));
    }

    /** @return what is left as words */
    private String take(String text) {
        String visible = DATA.matcher(text).replaceAll("");
        StringBuilder words = new StringBuilder();
        StringBuilder outside = new StringBuilder();
        Matcher block = BLOCK.matcher(visible);
        int from = 0;
        while (block.find()) {
            String before = tags(visible.substring(from, block.start()));
            boolean ours = OURS.contains(block.group(2));
            boolean taken =
                    (ours || textProtocol && PERHAPS_OURS.contains(block.group(2))) && call(block.group(3), ours);
            words.append(before).append(taken ? "" : block.group());
            outside.append(before);
            from = block.end();
        }
        String last = tags(visible.substring(from));
        return (calls.isEmpty() ? bare(outside + last) : Optional.<String>empty())
                .orElse(words + last)
                .strip();
    }

    private String tags(String text) {
        return TAG.matcher(text)
                .replaceAll(tag -> call(tag.group(1), true) ? "" : Matcher.quoteReplacement(tag.group()));
    }

    /** A call without a block round it, and then the other words; with words before it only from a model that was told to write calls. */
    private Optional<String> bare(String text) {
        Matcher start = BARE.matcher(text);
        for (int tries = 0; tries < MOST_TRIES && start.find(); tries++) {
            if (!textProtocol && !text.substring(0, start.start()).isBlank()) {
                return Optional.empty();
            }
            int end = LenientJson.end(text, start.start());
            if (call(text.substring(start.start(), end), false)) {
                return Optional.of(text.substring(0, start.start()) + text.substring(end));
            }
        }
        return Optional.empty();
    }

    /** Put together only where something looks like a call: most answers are words. */
    private QuotedData quoted() {
        if (quoted == null) {
            quoted = QuotedData.of(given);
        }
        return quoted;
    }

    /** @param marked whether it can only be meant as a call; then a tool of that name need not exist */
    private boolean call(String json, boolean marked) {
        List<WrittenCall> read = WrittenCall.read(json.strip());
        int lateFence = json.indexOf("```");
        if (read.isEmpty() && marked && lateFence > 0) {
            return call(json.substring(0, lateFence), true);
        }
        if (read.isEmpty() && marked) {
            read = WrittenCall.unreadable(json.strip()).stream().toList();
        }
        boolean good = !read.isEmpty()
                && read.stream()
                        .allMatch(call -> (marked || offered.contains(call.name())) && !quoted().has(call.raw()));
        if (good) {
            for (WrittenCall call : read) {
                calls.add(ToolExecutionRequest.builder()
                        .id(ids + (calls.size() + 1))
                        .name(call.name())
                        .arguments(call.arguments())
                        .build());
            }
        }
        return good;
    }
}
