package dev.midwatch.testkit.discord;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Random faults with fixed shares. The same seed gives the same sequence; which request meets which fault still depends on the order in
 * which they arrive.
 *
 * <pre>{@code
 * FaultPlan.seeded(7).on(Route.SEND, Route.EDIT)
 *         .share(5, Fault.rateLimited(Duration.ofMillis(50)))
 *         .share(5, Fault.cutMidway())
 * }</pre>
 */
public final class FaultPlan {
    private record Share(double percent, Fault fault) {}

    private final Random random;
    private final List<Share> shares = new ArrayList<>();
    private Set<Route> routes = EnumSet.allOf(Route.class);

    private FaultPlan(long seed) {
        this.random = new Random(seed);
    }

    /** A plan without faults. */
    public static FaultPlan none() {
        return new FaultPlan(0);
    }

    /** An empty plan for all routes. */
    public static FaultPlan seeded(long seed) {
        return new FaultPlan(seed);
    }

    /** Only these routes meet faults. */
    public FaultPlan on(Route... some) {
        routes = EnumSet.copyOf(List.of(some));
        return this;
    }

    /** So many of a hundred requests meet this fault. */
    public FaultPlan share(double percent, Fault fault) {
        shares.add(new Share(percent, fault));
        if (shares.stream().mapToDouble(Share::percent).sum() > 100) {
            throw new IllegalArgumentException("the shares are more than 100 percent together");
        }
        return this;
    }

    Fault next(Route route) {
        if (shares.isEmpty() || !routes.contains(route)) {
            return Fault.NONE;
        }
        double drawn = random.nextDouble() * 100;
        for (Share share : shares) {
            drawn -= share.percent();
            if (drawn < 0) {
                return share.fault();
            }
        }
        return Fault.NONE;
    }
}
