package dev.midwatch.attacks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What the attacks need of a cluster, which has the {@link World} in it. */
interface Ground extends AutoCloseable {
    /** Of {@code identity.yaml}: Midwatch's own, by which the server's log tells its requests from all others. */
    String NAMESPACE = "midwatch-attacks";

    String ACCOUNT = "midwatch";

    String USER = "system:serviceaccount:" + NAMESPACE + ":" + ACCOUNT;

    /** For Midwatch, which may do everything: only its own defences stand. */
    Credentials credentials();

    /** The time as Midwatch sees it. */
    Clock clock();

    /** Lets that much time pass, and the cluster come to rest. */
    void pass(Duration time);

    /** Until what was changed is at rest, for the next attack. */
    void settle();

    /** Somebody other than Midwatch scales a Deployment. */
    void scale(String namespace, String deployment, int replicas);

    /** Takes from Midwatch all rights but those to read, or gives them back. */
    void grant(boolean all);

    /** Whether containers run, and say something. */
    boolean hasLogs();

    /** Reads that do not go through Midwatch. */
    Eyes eyes();

    /** What Midwatch asked of the API server since this was last asked, oldest first: every request is given exactly once. */
    List<Request> requests();

    @Override
    void close();
}
