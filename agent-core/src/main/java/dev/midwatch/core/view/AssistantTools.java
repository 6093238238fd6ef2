package dev.midwatch.core.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Cap;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.Toolset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * The tools for models that are not ours. They read what a viewer may read, whoever calls, and keep nothing; an operator's may also ask for
 * an action, and then a person decides, whatever the policy lets run by itself.
 */
public final class AssistantTools {
    private static final int MOST_CALLS = 4;
    private static final int MOST_CHARACTERS = 24_000;
    private static final String PREFIX = "propose_";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ToolRegistry registry;
    private final Access access;
    private final Redactor redactor;
    private final Semaphore calls = new Semaphore(MOST_CALLS);

    public AssistantTools(ToolRegistry registry, Access access, Redactor redactor) {
        this.registry = registry;
        this.access = access;
        this.redactor = redactor;
    }

    /** What this one is offered now: the tools that read by their own names, those that propose with {@code propose_} before them. */
    public List<AssistantTool> of(Actor actor) {
        Toolset reads = reads(actor);
        Stream<AssistantTool> reading = reads.specs().stream().map(spec -> tool(spec, spec.name(), false));
        if (!actor.level().includes(Level.OPERATOR)) {
            return reading.toList();
        }
        Toolset writes = writes(actor);
        Stream<AssistantTool> proposing = writes.specs().stream()
                .filter(spec -> writes.acts(spec.name()))
                .map(spec -> tool(spec, PREFIX + spec.name(), true));
        return Stream.concat(reading, proposing).toList();
    }

    /** Whether a tool of that name proposes, whoever is offered it. */
    public boolean proposes(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * Calls one. What is wrong with the call is an answer, too.
     *
     * @throws Refusal if too many calls are being worked on, or if it proposes and the actor may not
     */
    public ToolAnswer call(String name, Map<String, ?> arguments, Actor actor) {
        if (proposes(name)) {
            actor.require(Level.OPERATOR);
        }
        if (!calls.tryAcquire()) {
            throw new Refusal(
                    Refusal.Why.UNAVAILABLE, "%d calls are being worked on; ask again later".formatted(MOST_CALLS));
        }
        try {
            return answer(
                    proposes(name)
                            ? propose(name, arguments, actor)
                            : reads(actor).call(name, json(arguments)));
        } finally {
            calls.release();
        }
    }

    private Called propose(String name, Map<String, ?> arguments, Actor actor) {
        String action = name.substring(PREFIX.length());
        Toolset writes = writes(actor);
        if (writes.specs().stream().anyMatch(spec -> spec.name().equals(action)) && !writes.acts(action)) {
            throw Refusal.notFound("the tool " + action + " proposes nothing");
        }
        return writes.call(action, json(arguments));
    }

    private ToolAnswer answer(Called called) {
        String text = new Cap(MOST_CHARACTERS, "narrow with a namespace, a label, a name or --tail")
                .apply(redactor.redact(called.text()));
        return new ToolAnswer(text, called.failed());
    }

    /** As a viewer: what takes more than that to read keeps something, or shows what others said. */
    private Toolset reads(Actor actor) {
        return registry.offer(
                Authority.attended(actor.who(), Level.VIEWER, access).asking());
    }

    private Toolset writes(Actor actor) {
        return registry.offer(
                Authority.attended(actor.who(), Level.OPERATOR, access).asking());
    }

    private static AssistantTool tool(ToolSpec spec, String name, boolean proposes) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        spec.parameters().members().forEach((key, value) -> parameters.put(key, value.raw()));
        return new AssistantTool(name, spec.description(), parameters, proposes);
    }

    private static String json(Map<String, ?> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException wrong) {
            throw Refusal.invalid("the arguments are no JSON: " + wrong.getOriginalMessage());
        }
    }
}
