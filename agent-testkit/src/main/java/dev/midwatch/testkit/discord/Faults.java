package dev.midwatch.testkit.discord;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** What goes wrong, switchable while the server runs. What was ordered for a route comes before the plan. */
public final class Faults {
    private final Map<Route, Deque<Fault>> next = new EnumMap<>(Route.class);
    private final Map<Route, Fault> standing = new EnumMap<>(Route.class);
    private final Map<Fault.Kind, Integer> counts = new EnumMap<>(Fault.Kind.class);
    private FaultPlan plan = FaultPlan.none();

    Faults() {}

    /** The next requests of this route meet these faults, one each and in this order. */
    public synchronized Faults next(Route route, Fault... some) {
        next.computeIfAbsent(route, none -> new ArrayDeque<>()).addAll(java.util.List.of(some));
        return this;
    }

    /** Every request of this route meets the fault until {@link #clear()}. */
    public synchronized Faults always(Route route, Fault fault) {
        standing.put(route, fault);
        return this;
    }

    /** Requests meet faults as the plan has it, until {@link #clear()}. */
    public synchronized Faults plan(FaultPlan some) {
        plan = some;
        return this;
    }

    /** From now on all goes well; what was ordered and has not happened is forgotten. The counts stay. */
    public synchronized void clear() {
        next.clear();
        standing.clear();
        plan = FaultPlan.none();
    }

    /** How often each kind happened so far. */
    public synchronized Map<Fault.Kind, Integer> counts() {
        return Map.copyOf(counts);
    }

    synchronized Fault next(Route route) {
        Fault ordered = next.getOrDefault(route, new ArrayDeque<>()).poll();
        Fault fault = ordered != null ? ordered : standing.getOrDefault(route, plan.next(route));
        if (fault.kind() != Fault.Kind.NONE) {
            counts.merge(fault.kind(), 1, Integer::sum);
        }
        return fault;
    }
}
