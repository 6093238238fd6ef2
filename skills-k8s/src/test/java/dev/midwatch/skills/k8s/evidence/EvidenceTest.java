package dev.midwatch.skills.k8s.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ObjectRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
    @ParameterizedTest
    @CsvSource({
        "250m, 0.25",
        "1.5, 1.5",
        "128Mi, 134217728",
        "5e3, 5000",
        "1E, 1e18",
        "100n, 1e-7",
        ".5, 0.5",
        "2k, 2000",
        "-1Ki, -1024"
    })
    void readsQuantities(String text, double value) {
        assertThat(Quantity.of(text).orElseThrow()).isCloseTo(value, withinPercentage(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"''", "Mi", "1 Gi", "1.2.3", "ten"})
    void refusesWhatIsNotAQuantity(String text) {
        assertThat(Quantity.of(text)).isEmpty();
    }

    @Test
    void sharesOnlyWhatThereIs() {
        assertThat(Quantity.share("1", "0")).isEmpty();
        assertThat(Quantity.share("500m", "2")).hasValue(0.25);
    }

    @Test
    void findsTheNameThatWasMeant() {
        List<String> names = List.of("web-config", "web-secrets", "db");

        assertThat(NearestName.to("web-confg", names)).contains("web-config");
        assertThat(NearestName.to("web-config-v2", names)).contains("web-config");
        assertThat(NearestName.to("payments", names)).isEmpty();
        assertThat(NearestName.to("x", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "secret \"web-tls\" not found | Secret shop/web-tls",
                "MountVolume.SetUp failed for volume \"config\" : configmap \"web\" not found | ConfigMap shop/web",
                "couldn't find key url in ConfigMap shop/web-config | ConfigMap shop/web-config",
                "persistentvolumeclaim \"data\" not found. preemption: 0/3 | PersistentVolumeClaim shop/data",
                "exceeded quota: compute, requested: cpu=1 | ResourceQuota shop/compute",
                "serviceaccount \"web\" not found | ServiceAccount shop/web",
            })
    void readsWhomAMessageBlames(String message, String blamed) {
        assertThat(NamedInMessage.blamed("shop", message))
                .extracting(ObjectRef::toString)
                .containsExactly(blamed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "references non-existent secret key: tls.crt | 0",
                "pod has unbound immediate PersistentVolumeClaims. not found | 0"
            })
    void blamesNobodyWhereNobodyIsNamed(String message, int count) {
        assertThat(NamedInMessage.blamed("shop", message)).hasSize(count);
    }

    @Test
    void picksTheLineThatSaysWhy() {
        LogTail log = LogTail.of("starting\nERROR cannot reach db\n  at com.example.Error.fail(Error.java)\n\nbye\n");

        assertThat(log.tellingLine()).isEqualTo("ERROR cannot reach db");
        assertThat(LogTail.of("one\ntwo\n").tellingLine()).isEqualTo("two");
        assertThat(LogTail.of("\n \n").text()).isEqualTo("the container wrote nothing");
    }

    @Test
    void capsWhatALogMaySay() {
        LogTail log = LogTail.of(("x".repeat(5_000) + "\n").repeat(20));

        assertThat(log.text()).hasSizeLessThan(2_100);
        assertThat(log.tellingLine()).hasSizeLessThan(310);
    }

    @ParameterizedTest
    @CsvSource({
        "255, Unknown, 255 Unknown: lost with its node or runtime",
        "255, Error, 255 Error",
        "137, ContainerStatusUnknown, 137 ContainerStatusUnknown: nobody saw how it ended",
        "128, StartError, 128 StartError: the container could not be started",
        "128, Error, 128 Error",
        "127, Error, 127 Error: a command was not found in the image",
        "137, OOMKilled, 137 OOMKilled"
    })
    void saysOfAnExitNoMoreThanIsKnown(int code, String reason, String text) {
        Json terminated = Json.of(Map.of("exitCode", code, "reason", reason));

        assertThat(Exit.of(terminated).orElseThrow().text()).isEqualTo(text);
    }
}
