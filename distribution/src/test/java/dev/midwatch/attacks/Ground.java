package dev.midwatch.attacks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What the attacks need of a cluster, which has the {@link World} in it. */
interface Ground extends AutoCloseable {
    /** A kubeconfig for Midwatch, which may do everything: only its own defences stand. */
    String kubeconfig();

    /** The secret in that kubeconfig. */
    String token();

    /** The time as Midwatch sees it. */
    Clock clock();

    /** Lets that much time pass, and the cluster come to rest. */
    void pass(Duration time);

    /** Until what was changed is at rest, for the next attack. */
    void settle();

    /** Somebody other than Midwatch scales a Deployment. */
    void scale(String namespace, String deployment, int replicas);

    /** Reads that do not go through Midwatch. */
    Eyes eyes();

    /** What Midwatch asked of the API server since this was last asked, oldest first: every request is given exactly once. */
    List<Request> requests();

    @Override
    void close();
}
