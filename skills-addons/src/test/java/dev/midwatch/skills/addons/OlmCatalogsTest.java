package dev.midwatch.skills.addons;

import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.CheckContract;
import java.util.List;

class OlmCatalogsTest extends CheckContract {
    private static String catalog(String created, String status) {
        return """
                ---
                apiVersion: operators.coreos.com/v1alpha1
                kind: CatalogSource
                metadata: {name: hub, namespace: olm, uid: c, creationTimestamp: "%s"}
                status: {%s}
                """.formatted(created, status);
    }

    private static String group(String name, String namespace) {
        return """
                ---
                apiVersion: operators.coreos.com/v1
                kind: OperatorGroup
                metadata: {name: %s, namespace: %s}
                """.formatted(name, namespace);
    }

    @Override
    protected Check check() {
        return new OlmCatalogs();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "a catalog that cannot be reached",
                        "OlmCatalogUnready",
                        catalog(
                                "2026-01-01T00:00:00Z",
                                "connectionState: {lastObservedState: TRANSIENT_FAILURE, lastConnect: '2026-01-02T11:00:00Z'}")),
                new Fault("a catalog that was never reached", "OlmCatalogUnready", catalog("2026-01-01T00:00:00Z", "")),
                new Fault("two operator groups", "OlmOperatorGroupsSeveral", group("a", "ops") + group("b", "ops")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike(
                        "a catalog that is there",
                        catalog("2026-01-01T00:00:00Z", "connectionState: {lastObservedState: READY}")),
                new LookAlike(
                        "a connection that rests",
                        catalog("2026-01-01T00:00:00Z", "connectionState: {lastObservedState: IDLE}")),
                new LookAlike("a new catalog", catalog("2026-01-02T11:55:00Z", "")),
                new LookAlike("one operator group each", group("a", "ops") + group("a", "shop")));
    }
}
