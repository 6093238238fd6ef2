package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Memories;
import dev.midwatch.core.view.MemoryRow;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What is remembered, and what waits to be. */
final class MemoryOperations {
    private final Memories memories;

    /** Which memory is meant: its text. */
    record Meant(String text) implements RequestBody {}

    MemoryOperations(Memories memories) {
        this.memories = memories;
    }

    List<Operation> all() {
        return Stream.of(
                        Operation.get(
                                        "/api/memory",
                                        "listMemories",
                                        "What waits for a person first, then what is remembered.")
                                .with(Parameter.OFFSET, Parameter.LIMIT)
                                .answers(200, "The memories.", Slice.of(MemoryRow.class))
                                .does(call -> call.slice(memories.list())),
                        of(
                                "accept",
                                "acceptMemory",
                                "Put what waits in force.",
                                (text, by) -> memories.accept(text, by)),
                        of("reject", "rejectMemory", "Drop what waits.", (text, by) -> memories.reject(text, by)),
                        of(
                                "forget",
                                "forgetMemory",
                                "Forget what is in force.",
                                (text, by) -> memories.forget(text, by)))
                .map(operation -> operation.topic("Memory"))
                .toList();
    }

    private static Operation of(String word, String id, String summary, BiConsumer<String, Actor> command) {
        return Operation.of(HandlerType.POST, "/api/memory/" + word, id, summary, Needs.OPERATOR)
                .asks(Meant.class, """
                        {"text": "The shop is deployed on Tuesdays."}""")
                .may(404, 422)
                .answers(204, "It is done.", "")
                .does(call -> {
                    command.accept(call.body(Meant.class).text(), call.actor());
                    return Reply.none();
                });
    }
}
