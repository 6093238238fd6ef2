package dev.midwatch.skills.k8s.gateway;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of the Gateway API. */
public final class GatewayChecks {
    private GatewayChecks() {}

    public static List<Check> all() {
        return List.of(new Gateways(), new Routes());
    }
}
