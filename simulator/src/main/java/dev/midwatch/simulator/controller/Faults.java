package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is broken at the moment, below the API: containers, nodes, and what the meters show. */
public final class Faults {
    private final List<PodFault> pods = new ArrayList<>();
    private final Map<String, Instant> nodes = new HashMap<>();
    private final Map<String, Load> loads = new HashMap<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();

    private final List<Spoken> spoken = new ArrayList<>();

    /** Lines to be written once. */
    record Spoken(String namespace, String workload, List<String> lines) {}

    /** Shown usage, as shares of what a node has or of what a workload asks for. */
    public record Load(double cpu, double memory) {}

    /** How a workload's containers behave when nothing is wrong. */
    public record Behaviour(List<String> startLines, List<String> lines, long everySeconds, long runsForSeconds) {
        public Behaviour {
            startLines = List.copyOf(startLines);
            lines = List.copyOf(lines);
        }
    }

    public synchronized void add(PodFault fault) {
        pods.add(fault);
    }

    synchronized Optional<PodFault> of(JsonNode pod, String container, Instant now) {
        return pods.stream().filter(fault -> fault.strikes(pod, container, now)).findFirst();
    }

    /** A node is down until an instant; Instant.MAX is until it is healed. */
    public synchronized void down(String node, Instant until) {
        nodes.put(node, until);
    }

    synchronized boolean isDown(String node, Instant now) {
        return nodes.containsKey(node) && now.isBefore(nodes.get(node));
    }

    synchronized Optional<Instant> upAgain(Instant now) {
        return nodes.values().stream()
                .filter(until -> until.isAfter(now) && until.isBefore(Instant.MAX))
                .min(Instant::compareTo);
    }

    /** Ends what is wrong with a workload. */
    public synchronized void healWorkload(String namespace, String workload) {
        pods.removeIf(
                fault -> fault.namespace().equals(namespace) && fault.workload().equals(workload));
    }

    public synchronized void healNode(String node) {
        nodes.remove(node);
    }

    public synchronized void healAll() {
        pods.clear();
        nodes.clear();
        loads.clear();
    }

    /** The key is a node's name, or namespace/workload. */
    public synchronized void load(String key, Load load) {
        loads.put(key, load);
    }

    synchronized Optional<Load> load(String key) {
        return Optional.ofNullable(loads.get(key));
    }

    public synchronized void behaviour(String namespace, String workload, Behaviour behaviour) {
        behaviours.put(namespace + "/" + workload, behaviour);
    }

    /** Lines the running containers of a workload write now. */
    public synchronized void say(String namespace, String workload, List<String> lines) {
        spoken.add(new Spoken(namespace, workload, List.copyOf(lines)));
    }

    synchronized List<Spoken> takeSpoken() {
        List<Spoken> taken = List.copyOf(spoken);
        spoken.clear();
        return taken;
    }

    synchronized Optional<Behaviour> behaviour(JsonNode pod) {
        String prefix = pod.path("metadata").path("namespace").asText() + "/";
        return behaviours.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix)
                        && PodFault.belongs(pod, entry.getKey().substring(prefix.length())))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
