package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;
import java.util.Optional;

/** Lists the pods behind each service. */
final class EndpointSlices implements Reconciler {
    private static final String SERVICE = "kubernetes.io/service-name";
    private final Cluster cluster;

    EndpointSlices(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<Instant> reconcile() {
        for (ObjectNode service : cluster.list("", "services", "")) {
            if (!Json.at(service, "spec", "selector").isEmpty() && !Meta.deleting(service)) {
                reconcile(service);
            }
        }
        return Optional.empty();
    }

    private void reconcile(ObjectNode service) {
        ArrayNode endpoints = endpoints(service);
        ArrayNode ports = ports(service);
        Optional<ObjectNode> slice =
                cluster.list("discovery.k8s.io", "endpointslices", Meta.namespace(service)).stream()
                        .filter(found ->
                                Json.text(found, "metadata", "labels", SERVICE).equals(Meta.name(service)))
                        .findFirst();
        if (slice.isEmpty()) {
            make(service, endpoints, ports);
            return;
        }
        cluster.change(
                "discovery.k8s.io", "endpointslices", Meta.namespace(service), Meta.name(slice.get()), object -> {
                    object.set("endpoints", endpoints);
                    object.set("ports", ports);
                });
    }

    private void make(ObjectNode service, ArrayNode endpoints, ArrayNode ports) {
        ObjectNode slice = Json.object();
        slice.put("apiVersion", "discovery.k8s.io/v1").put("kind", "EndpointSlice");
        ObjectNode metadata = slice.putObject("metadata");
        metadata.put("name", Meta.name(service) + "-" + cluster.names().suffix())
                .put("namespace", Meta.namespace(service))
                .put("generateName", Meta.name(service) + "-");
        metadata.putObject("labels")
                .put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
                .put(SERVICE, Meta.name(service));
        metadata.putArray("ownerReferences").add(Pods.ownerReference(service));
        slice.put("addressType", "IPv4");
        slice.set("endpoints", endpoints);
        slice.set("ports", ports);
        cluster.load(slice);
    }

    private ArrayNode endpoints(ObjectNode service) {
        LabelSelector selector = LabelSelector.ofMap(Json.at(service, "spec", "selector"));
        ArrayNode endpoints = Json.array();
        for (ObjectNode pod : cluster.list("", "pods", Meta.namespace(service))) {
            String address = Json.text(pod, "status", "podIP");
            if (!address.isEmpty() && !Pods.finished(pod) && selector.matches(Meta.labels(pod))) {
                ObjectNode endpoint = endpoints.addObject();
                endpoint.putArray("addresses").add(address);
                boolean ready = Pods.ready(pod);
                endpoint.putObject("conditions")
                        .put("ready", ready && !Meta.deleting(pod))
                        .put("serving", ready)
                        .put("terminating", Meta.deleting(pod));
                endpoint.put("nodeName", Json.text(pod, "spec", "nodeName"));
                endpoint.putObject("targetRef")
                        .put("kind", "Pod")
                        .put("name", Meta.name(pod))
                        .put("namespace", Meta.namespace(pod))
                        .put("uid", Meta.uid(pod));
            }
        }
        return endpoints;
    }

    private static ArrayNode ports(ObjectNode service) {
        ArrayNode ports = Json.array();
        for (JsonNode port : Json.at(service, "spec", "ports")) {
            JsonNode target = port.path("targetPort");
            ports.addObject()
                    .put("name", port.path("name").asText())
                    .put(
                            "port",
                            target.isInt() ? target.asInt() : port.path("port").asInt())
                    .put("protocol", port.path("protocol").asText("TCP"));
        }
        return ports;
    }
}
