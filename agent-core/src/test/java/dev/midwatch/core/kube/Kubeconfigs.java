package dev.midwatch.core.kube;

/** Kubeconfig files of tests. */
final class Kubeconfigs {
    private Kubeconfigs() {}

    /** @param more lines of the cluster's entry, each indented by four */
    static String of(String server, String more) {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts:
                - name: test
                  context: {cluster: test, user: test, namespace: shop}
                - name: other
                  context: {cluster: test, user: test}
                - name: broken
                  context: {cluster: nowhere, user: test}
                users:
                - name: test
                  user: {token: test-token}
                clusters:
                - name: test
                  cluster:
                    server: %s
                %s""".formatted(server, more);
    }
}
