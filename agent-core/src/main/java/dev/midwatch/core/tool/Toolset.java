package dev.midwatch.core.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.plugin.PluginUse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one session may use, frozen when it starts. Every call is answered, if only with what was wrong about it. */
public final class Toolset {
    private static final Logger LOG = LoggerFactory.getLogger(Toolset.class);

    private final Authority authority;
    private final Map<String, Offer> offered;
    private final List<Withheld> withheld;
    private final GuardedReaders readers;
    private final ActionSink actions;
    private final InstantSource clock;

    /** @param offered in the order in which the model is told of them */
    Toolset(
            Authority authority,
            Map<String, Offer> offered,
            List<Withheld> withheld,
            GuardedReaders readers,
            ActionSink actions,
            InstantSource clock) {
        this.authority = authority;
        this.offered = Collections.unmodifiableMap(new LinkedHashMap<>(offered));
        this.withheld = List.copyOf(withheld);
        this.readers = readers;
        this.actions = actions;
        this.clock = clock;
    }

    /** The same, and a tool that one run has for itself. */
    public Toolset with(Tool own) {
        Map<String, Offer> all = new LinkedHashMap<>(offered);
        all.put(own.spec().name(), new Offer.Read(ToolRegistry.KERNEL, own));
        return new Toolset(authority, all, withheld, readers, actions, clock);
    }

    /**
     * Keeps the plugins that these tools come from, also those that are taken out meanwhile.
     *
     * @param who is working with them
     */
    public PluginUse use(String who) {
        return PluginUse.of(who, offered.values().stream().map(Offer::brought).toList());
    }

    /** What the model is told, in a stable order. */
    public List<ToolSpec> specs() {
        return offered.values().stream().map(Offer::spec).toList();
    }

    /** Why a tool that is offered is. */
    public String grounds(String tool) {
        return offered.get(tool).grounds(authority);
    }

    public List<Withheld> withheld() {
        return withheld;
    }

    public Authority authority() {
        return authority;
    }

    /** The cluster's time, which in a simulation is not the world's. */
    public Instant now() {
        return clock.instant();
    }

    /** Whether it is offered. */
    public boolean has(String tool) {
        return offered.containsKey(tool);
    }

    /** Whether a call of that tool plans a change. */
    public boolean acts(String tool) {
        return offered.get(tool) instanceof Offer.Write;
    }

    /** Whether no other call of a turn may be made at the same time, because it changes something. */
    public boolean alone(String tool) {
        return acts(tool) || offered.get(tool) instanceof Offer.Read read && read.tool() instanceof Alone;
    }

    /** Runs a call as the model wrote it. */
    public Called call(String tool, String arguments) {
        Offer offer = offered.get(tool);
        if (offer == null) {
            return Called.failed(unknown(tool));
        }
        try {
            ArgumentCheck.Checked checked = offer.check().check(arguments);
            return checked.problems().isEmpty()
                    ? run(tool, offer, checked.arguments())
                    : Called.failed(checked.problems());
        } catch (ClusterException refused) {
            String what = refused.why() == ClusterException.Why.FORBIDDEN ? "does not allow this" : "did not answer";
            return Called.failed("the cluster %s (%s): %s".formatted(what, refused.why(), refused.getMessage()));
        } catch (IllegalArgumentException refused) {
            return Called.failed(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | LinkageError broken) {
            LOG.warn("tool {} of {} failed", tool, offer.from(), broken);
            return Called.failed("the tool " + tool + " broke: " + broken);
        }
    }

    /** What is planned is written as it was read, so only who reads alone is spared the secrets. */
    private Called run(String tool, Offer offer, Json arguments) throws ClusterException {
        ClusterReader reader = readers.within(offer.permissions());
        return offer instanceof Offer.Write write
                ? actions.submit(
                        tool,
                        offer.permissions(),
                        write.tool().plan(arguments, new Context(reader, clock.instant())),
                        authority)
                : Called.of(read(((Offer.Read) offer).tool(), arguments, reader));
    }

    private ToolResult read(Tool tool, Json arguments, ClusterReader reader) throws ClusterException {
        ToolContext context = new Context(new PlainReader(reader), clock.instant());
        return tool instanceof Attributed attributed
                ? attributed.call(arguments, context, authority)
                : tool.call(arguments, context);
    }

    private String unknown(String tool) {
        return withheld.stream()
                .filter(each -> each.tool().equals(tool))
                .map(each -> "the tool " + tool + " is withheld here: " + each.reason())
                .findFirst()
                .orElse("there is no tool " + tool + "; the tools are: " + String.join(", ", offered.keySet()));
    }

    private record Context(ClusterReader cluster, Instant now) implements ToolContext {}
}
