package dev.midwatch.skills.k8s.gateway;

import dev.midwatch.api.kube.ResourceType;
import java.util.List;

/** The types of the Gateway API, and how its conditions read. */
final class GatewayTypes {
    static final String GROUP = "gateway.networking.k8s.io";
    static final ResourceType CLASSES = ResourceType.cluster(GROUP, "v1", "gatewayclasses", "GatewayClass");
    static final ResourceType GATEWAYS = ResourceType.namespaced(GROUP, "v1", "gateways", "Gateway");
    static final ResourceType HTTP_ROUTES = ResourceType.namespaced(GROUP, "v1", "httproutes", "HTTPRoute");
    static final ResourceType GRPC_ROUTES = ResourceType.namespaced(GROUP, "v1", "grpcroutes", "GRPCRoute");
    static final ResourceType TLS_ROUTES = ResourceType.namespaced(GROUP, "v1", "tlsroutes", "TLSRoute");
    /** As it is served where the Gateway API is older. */
    static final ResourceType EARLIER_TLS_ROUTES = ResourceType.namespaced(GROUP, "v1alpha2", "tlsroutes", "TLSRoute");

    static final List<ResourceType> ALL_ROUTES = List.of(HTTP_ROUTES, GRPC_ROUTES, TLS_ROUTES);

    private GatewayTypes() {}
}
