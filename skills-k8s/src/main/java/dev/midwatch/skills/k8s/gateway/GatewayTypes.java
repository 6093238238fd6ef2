package dev.midwatch.skills.k8s.gateway;

import dev.midwatch.api.kube.ResourceType;

/** The types of the Gateway API, and how its conditions read. */
final class GatewayTypes {
    static final String GROUP = "gateway.networking.k8s.io";
    static final ResourceType CLASSES = ResourceType.cluster(GROUP, "v1", "gatewayclasses", "GatewayClass");
    static final ResourceType GATEWAYS = ResourceType.namespaced(GROUP, "v1", "gateways", "Gateway");
    static final ResourceType ROUTES = ResourceType.namespaced(GROUP, "v1", "httproutes", "HTTPRoute");

    private GatewayTypes() {}
}
