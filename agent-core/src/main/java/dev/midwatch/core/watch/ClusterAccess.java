package dev.midwatch.core.watch;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.kube.AccessReview;
import dev.midwatch.core.tool.Access;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API server's answer to what tools need, asked once for each permission; what cannot be asked is not granted. */
public final class ClusterAccess implements Access {
    private static final Logger log = LoggerFactory.getLogger(ClusterAccess.class);

    private final AccessReview review;
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

    public ClusterAccess(AccessReview review) {
        this.review = review;
    }

    @Override
    public boolean granted(Permission permission) {
        Boolean known = answers.get(permission.toString());
        if (known != null) {
            return known;
        }
        try {
            boolean granted = review.allowed(permission, "");
            answers.put(permission.toString(), granted);
            return granted;
        } catch (ClusterException cannotAsk) {
            log.warn("whether one may {} cannot be asked: {}", permission, cannotAsk.getMessage());
            return false;
        }
    }
}
