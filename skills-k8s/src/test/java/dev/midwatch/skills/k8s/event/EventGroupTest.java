package dev.midwatch.skills.k8s.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventGroupTest {
    @ParameterizedTest
    @CsvSource({
        "FailedAttachVolume, VOLUME",
        "FailedBinding, VOLUME",
        "Unhealthy, PROBE",
        "FailedScheduling, SCHEDULING",
        "FailedGetResourceMetric, SCALE",
        "Rebooted, NODE",
        "SystemOOM, NODE",
        "PolicyViolation, POLICY",
        "FailedCreate, POLICY",
        "SyncLoadBalancerFailed, NETWORK",
        "BackOff, POD",
        "FailedCreatePodSandBox, POD",
        "SomethingOfACustomController, OTHER",
        "'', OTHER",
    })
    void putsEachReasonIntoTheGroupOfItsTrouble(String reason, EventGroup group) {
        assertThat(EventGroup.of(reason)).isEqualTo(group);
    }
}
