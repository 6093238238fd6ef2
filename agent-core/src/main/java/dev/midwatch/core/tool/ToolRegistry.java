package dev.midwatch.core.tool;

import dev.midwatch.api.Skill;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.core.config.NearName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All tools of the kernel and of the skills. Which of them a session sees is decided afresh for each. */
public final class ToolRegistry {
    /** The tool that each run has for itself, to read on in its own results. */
    public static final String MORE = "more";

    static final String KERNEL = "midwatch";

    private final Supplier<ToolTable> table;
    private final GuardedReaders readers;
    private final ActionSink actions;
    private final InstantSource clock;
    private final Function<String, Optional<String>> never;
    private final Supplier<Collection<String>> folders;

    /** As the other, where nothing stands against an action but the cluster and who asks. */
    public ToolRegistry(
            List<Tool> kernel, List<Skill> skills, GuardedReaders readers, ActionSink actions, InstantSource clock) {
        this(fixed(ToolTable.of(kernel, skills)), readers, actions, clock, action -> Optional.empty(), List::of);
    }

    private static Supplier<ToolTable> fixed(ToolTable table) {
        return () -> table;
    }

    /**
     * @param table   the tools there are at the moment of the question
     * @param never   why the action of that name cannot happen at all now, so that it is not offered; empty if it can
     * @param folders names of skills that are written down, as there are now; they bring no tools
     */
    public ToolRegistry(
            Supplier<ToolTable> table,
            GuardedReaders readers,
            ActionSink actions,
            InstantSource clock,
            Function<String, Optional<String>> never,
            Supplier<Collection<String>> folders) {
        this.table = table;
        this.never = never;
        this.folders = folders;
        this.readers = readers;
        this.actions = actions;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException if a tool of a skill that is to come has a name that is not to be had */
    public void requireNames(List<Skill> added) {
        table.get().requireOthers(added);
    }

    /** The tools this authority may use now. The set does not change while the session lasts. */
    public Toolset offer(Authority authority) {
        Map<String, Offer> offered = new LinkedHashMap<>();
        List<Withheld> withheld = new ArrayList<>();
        table.get()
                .offers()
                .forEach((name, offer) -> offer.withheldFrom(authority, never)
                        .ifPresentOrElse(withheld::add, () -> offered.put(name, offer)));
        return new Toolset(authority, offered, withheld, readers, actions, clock);
    }

    /**
     * A tool that there is, whoever may use it.
     *
     * @param from        the skill that brought it, or {@code midwatch}
     * @param acts        whether a call of it plans a change
     * @param permissions what it needs of the cluster
     */
    public record Registered(String name, String from, boolean acts, String description, List<String> permissions) {}

    public List<Registered> all() {
        return table.get().offers().values().stream()
                .map(offer -> new Registered(
                        offer.spec().name(),
                        offer.from(),
                        offer instanceof Offer.Write,
                        offer.spec().description(),
                        offer.permissions().stream().map(Object::toString).toList()))
                .toList();
    }

    /** The names of the kernel's own tools and of those the named skills bring; of all where these are no plugin's. */
    public Set<String> toolsOf(Collection<String> skills) {
        ToolTable now = table.get();
        boolean written = !skills.isEmpty() && skills.stream().noneMatch(now.skills()::contains);
        return now.offers().values().stream()
                .filter(offer -> written || offer.from().equals(KERNEL) || skills.contains(offer.from()))
                .map(offer -> offer.spec().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** For each of these that no loaded plugin has, and no folder, that there is none, and which was meant perhaps. */
    public List<String> missing(Collection<String> tools, Collection<String> skills) {
        ToolTable now = table.get();
        List<String> missing = new ArrayList<>();
        missing.addAll(missing("tool", tools, now.offers().keySet(), " in any plugin that is loaded"));
        Set<String> known = new TreeSet<>(now.skills());
        known.addAll(folders.get());
        missing.addAll(missing("skill", skills, known, " in any plugin that is loaded, nor one to be read in skills/"));
        return missing;
    }

    private static List<String> missing(String what, Collection<String> names, Set<String> known, String elsewhere) {
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> "there is no %s \"%s\"%s"
                        .formatted(
                                what,
                                name,
                                NearName.find(name, known)
                                        .map(near -> " (did you mean \"" + near + "\"?)")
                                        .orElse(elsewhere)))
                .toList();
    }
}
