package dev.midwatch.simulator;

import dev.midwatch.simulator.http.ApiServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text of a kubeconfig file. */
final class Kubeconfig {
    private Kubeconfig() {}

    static String of(ApiServer server, String user, String namespace, String token) {
        String authority = Base64.getEncoder().encodeToString(server.authority().getBytes(StandardCharsets.US_ASCII));
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: simulated
                    cluster:
                      server: %s
                      certificate-authority-data: %s
                contexts:
                  - name: simulated
                    context:
                      cluster: simulated
                      user: %s
                      namespace: %s
                current-context: simulated
                users:
                  - name: %s
                    user:
                      token: %s
                """.formatted(server.secureUrl(), authority, user, namespace, user, token);
    }
}
