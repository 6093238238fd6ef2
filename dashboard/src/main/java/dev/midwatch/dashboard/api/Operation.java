package dev.midwatch.dashboard.api;

import dev.midwatch.dashboard.signin.Needs;
import io.javalin.http.HandlerType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing the API does: the routes are made of these, and so is the document.
 *
 * @param id      by which clients that are generated call it
 * @param topic   under which the document has it
 * @param body    record of what is asked for, with an example
 * @param answers what is answered if all goes well, by status
 * @param troubles statuses of problems besides those every operation of its kind may answer
 */
record Operation(
        HandlerType method,
        String path,
        String id,
        String topic,
        String summary,
        Needs needs,
        List<Parameter> parameters,
        Optional<Body> body,
        Map<Integer, Answer> answers,
        List<Integer> troubles,
        Work work) {
    /** Does it. */
    interface Work {
        Reply answer(Call call);
    }

    /** What is asked for. */
    record Body(Class<? extends RequestBody> type, String example) {}

    /**
     * What is answered.
     *
     * @param content its media types; empty without any content
     * @param type    of the content, if it is JSON
     */
    record Answer(String description, List<String> content, Optional<Type> type) {
        Answer {
            content = List.copyOf(content);
        }
    }

    Operation {
        parameters = List.copyOf(parameters);
        answers = Map.copyOf(answers);
        troubles = List.copyOf(troubles);
    }

    static Operation of(HandlerType method, String path, String id, String summary, Needs needs) {
        return new Operation(
                method,
                path,
                id,
                "",
                summary,
                needs,
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                call -> Reply.none());
    }

    static Operation get(String path, String id, String summary) {
        return of(HandlerType.GET, path, id, summary, Needs.VIEWER);
    }

    Operation topic(String other) {
        return new Operation(method, path, id, other, summary, needs, parameters, body, answers, troubles, work);
    }

    Operation with(Parameter... more) {
        List<Parameter> all = new ArrayList<>(parameters);
        all.addAll(Arrays.asList(more));
        return new Operation(method, path, id, topic, summary, needs, all, body, answers, troubles, work);
    }

    Operation asks(Class<? extends RequestBody> type, String example) {
        Optional<Body> asked = Optional.of(new Body(type, example));
        return new Operation(method, path, id, topic, summary, needs, parameters, asked, answers, troubles, work);
    }

    Operation may(Integer... statuses) {
        return new Operation(
                method, path, id, topic, summary, needs, parameters, body, answers, Arrays.asList(statuses), work);
    }

    Operation answers(int status, String description, Type type) {
        return answers(status, new Answer(description, List.of(Reply.JSON), Optional.of(type)));
    }

    Operation answers(int status, String description, String content) {
        return answers(
                status, new Answer(description, content.isEmpty() ? List.of() : List.of(content), Optional.empty()));
    }

    /** The last answer may be of this type besides. */
    Operation alsoAs(String content) {
        Map.Entry<Integer, Answer> last = new TreeMap<>(answers).lastEntry();
        List<String> both = new ArrayList<>(last.getValue().content());
        both.add(content);
        return answers(last.getKey(), new Answer(last.getValue().description(), both, Optional.empty()));
    }

    Operation needs(Needs other) {
        return new Operation(method, path, id, topic, summary, other, parameters, body, answers, troubles, work);
    }

    Operation does(Work other) {
        return new Operation(method, path, id, topic, summary, needs, parameters, body, answers, troubles, other);
    }

    /** Whether it changes something. */
    boolean writes() {
        return method != HandlerType.GET;
    }

    private Operation answers(int status, Answer answer) {
        Map<Integer, Answer> all = new TreeMap<>(answers);
        all.put(status, answer);
        return new Operation(method, path, id, topic, summary, needs, parameters, body, all, troubles, work);
    }
}
