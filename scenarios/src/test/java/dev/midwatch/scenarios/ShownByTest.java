package dev.midwatch.scenarios;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The reasons that no scenario can show: what they are about is not in the objects of a cluster. A test of their check does. */
enum ShownByTest {
    API_CERTIFICATE(
            "ApiCertificateExpiring",
            "skills-k8s",
            "node/ApiCertificatesTest",
            "the certificate is that of the connection itself"),
    THROTTLED("CpuThrottled", "skills-k8s", "capacity/ContainerUseTest", "a Prometheus alone measures it");

    final String reason;
    final String why;
    private final String module;
    private final String test;

    ShownByTest(String reason, String module, String test, String why) {
        this.reason = reason;
        this.module = module;
        this.test = test;
        this.why = why;
    }

    static Optional<ShownByTest> of(String reason) {
        return Stream.of(values()).filter(one -> one.reason.equals(reason)).findFirst();
    }

    /** Below the root of the repository. */
    Path file() {
        return Path.of(
                module, "src/test/java/dev/midwatch/skills", module.substring("skills-".length()), test + ".java");
    }

    String testName() {
        return test.substring(test.lastIndexOf('/') + 1);
    }
}
