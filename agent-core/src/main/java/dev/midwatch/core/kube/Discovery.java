package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Which types the cluster serves, by one request for all groups that is good for some minutes: a type that is not there then costs no
 * request. What it does not know for sure is asked for as before.
 */
final class Discovery {
    /** Older servers give the groups and versions alone. */
    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    private static final Duration GOOD_FOR = Duration.ofMinutes(2);
    private static final ApiPath GROUPS = ApiPath.document("/apis");
    private static final Served NOTHING_KNOWN = new Served(Optional.empty());

    private static final Projection NAMES = Projection.paths(
            "kind",
            "items.metadata.name",
            "items.versions.version",
            "items.versions.freshness",
            "items.versions.resources.resource",
            "groups.versions.groupVersion");

    private final ApiConnection api;
    private final LongSupplier nanos;
    private Served served = NOTHING_KNOWN;
    private long until;
    private boolean asked;
    /** What was there once is asked for itself: a server that starts tells of its groups before it knows them all. */
    private final Set<String> everServed = ConcurrentHashMap.newKeySet();

    Discovery(ApiConnection api) {
        this(api, System::nanoTime);
    }

    Discovery(ApiConnection api, LongSupplier nanos) {
        this.api = api;
        this.nanos = nanos;
    }

    /** Whether it is certain that the cluster does not have the type. */
    boolean lacks(ResourceType type) {
        if (type.group().isEmpty()) {
            return false;
        }
        Served now = served();
        if (now.has(type)) {
            everServed.add(type.toString());
        }
        return now.lacks(type) && !everServed.contains(type.toString());
    }

    private synchronized Served served() {
        if (!asked || nanos.getAsLong() - until > 0) {
            served = ask();
            asked = true;
            until = nanos.getAsLong() + GOOD_FOR.toNanos();
        }
        return served;
    }

    private Served ask() {
        try {
            return api.get(GROUPS, AGGREGATED, Discovery::read);
        } catch (ClusterException notTold) {
            // Each list then tells by itself.
            return NOTHING_KNOWN;
        }
    }

    static Served read(InputStream body) throws IOException {
        try (JsonParser parser = ApiConnection.parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a discovery document");
            }
            Json document = Json.of(new ObjectParser(parser, new Sharing()).object(NAMES));
            return switch (document.get("kind").text()) {
                case "APIGroupDiscoveryList" -> Served.aggregated(document);
                case "APIGroupList" -> Served.groups(document);
                default -> NOTHING_KNOWN;
            };
        }
    }

    /**
     * What is served.
     *
     * @param versions by group and version the types; empty where they are not known
     */
    record Served(Optional<Map<String, Optional<Set<String>>>> versions) {
        /** A group whose own server does not answer is there nevertheless: its types are not known. */
        static Served aggregated(Json document) {
            Map<String, Optional<Set<String>>> all = new HashMap<>();
            for (Json group : document.get("items").items()) {
                for (Json version : group.get("versions").items()) {
                    boolean current = version.get("freshness").text("Current").equals("Current");
                    Set<String> plurals = version.get("resources").items().stream()
                            .map(one -> one.get("resource").text())
                            .collect(Collectors.toCollection(HashSet::new));
                    all.put(
                            group.at("metadata.name").text() + "/"
                                    + version.get("version").text(),
                            current ? Optional.of(plurals) : Optional.empty());
                }
            }
            return new Served(Optional.of(all));
        }

        static Served groups(Json document) {
            Map<String, Optional<Set<String>>> all = new HashMap<>();
            document.get("groups").items().stream()
                    .flatMap(group -> group.get("versions").items().stream())
                    .forEach(version -> all.put(version.get("groupVersion").text(), Optional.empty()));
            return new Served(Optional.of(all));
        }

        boolean has(ResourceType type) {
            return versions.filter(all -> !all.isEmpty()).isPresent() && !lacks(type);
        }

        boolean lacks(ResourceType type) {
            if (versions.isEmpty() || versions.get().isEmpty()) {
                return false;
            }
            Map<String, Optional<Set<String>>> all = versions.get();
            return !all.containsKey(type.apiVersion())
                    || all.get(type.apiVersion())
                            .filter(plurals -> !plurals.contains(type.plural()))
                            .isPresent();
        }
    }
}
