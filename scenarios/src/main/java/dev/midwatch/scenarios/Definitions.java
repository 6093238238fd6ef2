package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Definitions of the types that scenarios use and a server may not have: open ones, which take every field. */
enum Definitions {
    GATEWAY_CLASS("gateway.networking.k8s.io/v1", "GatewayClass", "gatewayclasses", false),
    GATEWAY("gateway.networking.k8s.io/v1", "Gateway", "gateways", true),
    HTTP_ROUTE("gateway.networking.k8s.io/v1", "HTTPRoute", "httproutes", true),
    GRPC_ROUTE("gateway.networking.k8s.io/v1", "GRPCRoute", "grpcroutes", true),
    TLS_ROUTE("gateway.networking.k8s.io/v1", "TLSRoute", "tlsroutes", true),
    REFERENCE_GRANT("gateway.networking.k8s.io/v1beta1", "ReferenceGrant", "referencegrants", true),
    SCALED_OBJECT("keda.sh/v1alpha1", "ScaledObject", "scaledobjects", true),
    SCALED_JOB("keda.sh/v1alpha1", "ScaledJob", "scaledjobs", true),
    TRIGGER_AUTHENTICATION("keda.sh/v1alpha1", "TriggerAuthentication", "triggerauthentications", true),
    CLUSTER_TRIGGER_AUTHENTICATION(
            "keda.sh/v1alpha1", "ClusterTriggerAuthentication", "clustertriggerauthentications", false),
    POLICY_REPORT("wgpolicyk8s.io/v1alpha2", "PolicyReport", "policyreports", true),
    CLUSTER_POLICY_REPORT("wgpolicyk8s.io/v1alpha2", "ClusterPolicyReport", "clusterpolicyreports", false),
    CLUSTER_SERVICE_VERSION("operators.coreos.com/v1alpha1", "ClusterServiceVersion", "clusterserviceversions", true),
    SUBSCRIPTION("operators.coreos.com/v1alpha1", "Subscription", "subscriptions", true),
    INSTALL_PLAN("operators.coreos.com/v1alpha1", "InstallPlan", "installplans", true),
    CATALOG_SOURCE("operators.coreos.com/v1alpha1", "CatalogSource", "catalogsources", true),
    OPERATOR_GROUP("operators.coreos.com/v1", "OperatorGroup", "operatorgroups", true),
    CILIUM_IDENTITY("cilium.io/v2", "CiliumIdentity", "ciliumidentities", false),
    CILIUM_NETWORK_POLICY("cilium.io/v2", "CiliumNetworkPolicy", "ciliumnetworkpolicies", true),
    CILIUM_ENDPOINT("cilium.io/v2", "CiliumEndpoint", "ciliumendpoints", true),
    /** Of Kubernetes itself; the simulator has no use for it. */
    CERTIFICATE_SIGNING_REQUEST(
            "certificates.k8s.io/v1", "CertificateSigningRequest", "certificatesigningrequests", false),
    HELM_CHART("helm.cattle.io/v1", "HelmChart", "helmcharts", true);

    private final String apiVersion;
    private final String kind;
    private final String plural;
    private final boolean namespaced;

    Definitions(String apiVersion, String kind, String plural, boolean namespaced) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    /** Whether the object is of one of these types. */
    static boolean define(JsonNode object) {
        return of(object).isPresent();
    }

    /** Sees to it that the server has the object's type, if that is one of these. */
    static void provide(JsonNode object, Api api, Types types) throws IOException {
        Optional<Definitions> one = of(object);
        if (one.isPresent() && types.find(object).isEmpty()) {
            api.write(
                    "POST",
                    "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                    one.get().definition());
        }
    }

    private static Optional<Definitions> of(JsonNode object) {
        return Stream.of(values())
                .filter(one -> one.kind.equals(Manifest.kind(object))
                        && one.apiVersion.equals(object.path("apiVersion").asText()))
                .findFirst();
    }

    /** An object of the type, by which it is looked up. */
    ObjectNode example() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", apiVersion)
                .put("kind", kind);
    }

    ObjectNode definition() {
        String group = apiVersion.substring(0, apiVersion.indexOf('/'));
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        definition
                .putObject("metadata")
                .put("name", plural + "." + group)
                .putObject("annotations")
                .put("api-approved.kubernetes.io", "unapproved, for tests");
        ObjectNode spec =
                definition.putObject("spec").put("group", group).put("scope", namespaced ? "Namespaced" : "Cluster");
        spec.putObject("names").put("plural", plural).put("kind", kind);
        ObjectNode version = spec.putArray("versions")
                .addObject()
                .put("name", apiVersion.substring(group.length() + 1))
                .put("served", true)
                .put("storage", true);
        version.putObject("subresources").putObject("status");
        version.putObject("schema")
                .putObject("openAPIV3Schema")
                .put("type", "object")
                .put("x-kubernetes-preserve-unknown-fields", true);
        return definition;
    }
}
