package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Kubectl.run;
import static dev.midwatch.skills.k8s.kubectl.Kubectl.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class DescribeCommandTest {
    private final FakeCluster cluster = FakeCluster.of("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-1
              namespace: default
              creationTimestamp: "2026-01-02T11:00:00Z"
              labels: {tier: front, app: web}
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u2, controller: true}]
            spec:
              nodeName: n1
              containers:
              - name: app
                image: web:1
                ports: [{containerPort: 80, name: http}]
                resources: {limits: {memory: 64Mi, cpu: 100m}}
                readinessProbe: {httpGet: {path: /ready, port: 80}, periodSeconds: 5}
                env:
                - {name: MODE, value: fast}
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: token, key: value}}}
                volumeMounts: [{name: data, mountPath: /data}]
            status:
              phase: Running
              conditions:
              - {type: Ready, status: "False", reason: ContainersNotReady, message: "containers with unready status: [app]",
                 lastTransitionTime: "2026-01-02T11:30:00Z"}
              containerStatuses:
              - name: app
                ready: false
                restartCount: 3
                state: {waiting: {reason: CrashLoopBackOff, message: back-off 40s}}
                lastState: {terminated: {reason: OOMKilled, exitCode: 137, finishedAt: "2026-01-02T11:29:00Z"}}
            ---
            apiVersion: example.com/v1
            kind: Widget
            metadata: {name: w, namespace: default, annotations: {note: hi}}
            spec: {rotorSpeed: 3, blades: [{size: 1}], colours: [red, green]}
            """);

    @Test
    void tellsOfAPodWhatOneLooksFor() throws Exception {
        assertThat(text(cluster, "describe pod web-1")).isEqualTo("""
                        Name:           web-1
                        Namespace:      default
                        Kind:           Pod
                        Labels:         app=web
                                        tier=front
                        Annotations:    <none>
                        Created:        2026-01-02T11:00:00Z
                        Controlled By:  ReplicaSet/web
                        Spec:
                          Node Name:  n1
                        Status:
                          Phase:  Running
                        Containers:
                          app:
                            Image:          web:1
                            Ports:          80/TCP (http)
                            Limits:         cpu=100m, memory=64Mi
                            Readiness:      http-get http://:80/ready delay=0s timeout=1s period=5s #success=1 #failure=3
                            Environment:    MODE: fast
                                            TOKEN: <set to the key 'value' in secret 'token'>
                            Mounts:         /data from data (rw)
                            State:          Waiting
                              Reason:       CrashLoopBackOff
                              Message:      back-off 40s
                            Last State:     Terminated
                              Reason:       OOMKilled
                              Exit Code:    137
                              Finished:     2026-01-02T11:29:00Z
                            Ready:          False
                            Restart Count:  3
                        Conditions:
                          Type   Status  Since                 Reason              Message
                          ----   ------  -----                 ------              -------
                          Ready  False   2026-01-02T11:30:00Z  ContainersNotReady  containers with unready status: [app]
                        Events:  <none>
                        """);
    }

    @Test
    void takesABeginningForAllThatHaveIt() throws Exception {
        assertThat(text(cluster, "describe pod web")).startsWith("Name:           web-1\n");
        assertThat(run(cluster, "describe pod nope").text())
                .isEqualTo("Error from server (NotFound): pods \"nope\" not found");
        assertThat(text(cluster, "describe svc")).isEqualTo("No resources found in default namespace.");
    }

    @Test
    void readsAnyObjectMemberByMember() throws Exception {
        Description description = new Description();
        DescribeSpec.write(FakeCluster.of("""
                        {apiVersion: v1, kind: Node, metadata: {name: w}, spec: {rotorSpeed: 3, blades: [{size: 1}], colours: [red, green]}}
                        """).find(ResourceType.NODES, "", "w").orElseThrow(), description);

        assertThat(description).hasToString("""
                Spec:
                  Blades:
                    Size:  1
                  Colours:
                    red
                    green
                  Rotor Speed:  3
                """);
    }
}
