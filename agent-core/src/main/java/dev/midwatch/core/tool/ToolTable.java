package dev.midwatch.core.tool;

import dev.midwatch.api.Skill;
import dev.midwatch.api.tool.Tool;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All tools there are at one moment, in the order in which the model is told of them, and the skills that bring some. */
public final class ToolTable {
    private final Map<String, Offer> offers;
    private final Set<String> skills;

    private ToolTable(Map<String, Offer> offers, Set<String> skills) {
        this.offers = Collections.unmodifiableMap(offers);
        this.skills = Collections.unmodifiableSet(skills);
    }

    /** @throws IllegalArgumentException if two tools have one name */
    public static ToolTable of(List<Tool> kernel, List<Skill> skills) {
        Map<String, Offer> offers = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        kernel.forEach(tool -> add(offers, new Offer.Read(ToolRegistry.KERNEL, tool)));
        for (Skill skill : skills) {
            names.add(skill.name());
            skill.tools().forEach(tool -> add(offers, new Offer.Read(skill.name(), tool)));
            skill.actions().forEach(tool -> add(offers, new Offer.Write(skill.name(), tool)));
        }
        return new ToolTable(offers, names);
    }

    /** @throws IllegalArgumentException if one of these skills' tools has a name that the kernel keeps for its own */
    void requireOthers(List<Skill> added) {
        of(
                offers.values().stream()
                        .filter(offer -> offer.from().equals(ToolRegistry.KERNEL))
                        .map(offer -> ((Offer.Read) offer).tool())
                        .toList(),
                added);
    }

    Map<String, Offer> offers() {
        return offers;
    }

    Set<String> skills() {
        return skills;
    }

    private static void add(Map<String, Offer> offers, Offer offer) {
        if (offer.spec().name().equals(ToolRegistry.MORE)) {
            throw new IllegalArgumentException("a tool of " + offer.from() + " is named " + ToolRegistry.MORE
                    + ", which the kernel keeps for its own");
        }
        Offer before = offers.putIfAbsent(offer.spec().name(), offer);
        if (before != null) {
            throw new IllegalArgumentException("two tools are named "
                    + offer.spec().name() + ": one of " + before.from() + ", one of " + offer.from());
        }
    }
}
