package dev.midwatch.benchmarks;

import java.util.Locale;

/** Pods as an API server writes them, about six kilobytes each: twenty of one ReplicaSet look alike, as in a real cluster. */
public final class PodJson {
    private static final int REPLICAS = 20;
    private static final int NAMESPACES = 50;
    private static final int ON_A_NODE = 30;

    private PodJson() {}

    /** How many nodes hold so many pods. */
    static int nodes(int pods) {
        return (pods + ON_A_NODE - 1) / ON_A_NODE;
    }

    /** The node of that number, which is well. */
    static String node(int number) {
        return """
                {"metadata":{"name":"node-%1$03d","uid":"5c1d0000-0000-4000-8000-%1$012x","resourceVersion":"1",\
                "creationTimestamp":"2026-10-20T08:15:30Z","labels":{"kubernetes.io/hostname":"node-%1$03d"}},"spec":{},\
                "status":{"capacity":{"cpu":"16","memory":"64Gi","pods":"110"},"allocatable":{"cpu":"16","memory":"64Gi","pods":"110"},\
                "conditions":[{"type":"Ready","status":"True","lastTransitionTime":"2026-10-20T08:15:40Z"}],\
                "nodeInfo":{"kubeletVersion":"v1.37.0"}}}""".formatted(number);
    }

    /** The pod of that number. */
    public static String of(int number) {
        int set = number / REPLICAS;
        String name = String.format(Locale.ROOT, "service-%05d-6d5f8c7b94-%05x", set, number);
        String app = "service-%05d".formatted(set);
        return """
                {"metadata":{"name":"%1$s","generateName":"%2$s-6d5f8c7b94-","namespace":"team-%3$02d",\
                "uid":"8f0a3c1e-5b7d-4e21-9c64-%4$012x","resourceVersion":"%4$d","creationTimestamp":"2026-11-20T08:15:30Z",\
                "labels":{"app":"%2$s","pod-template-hash":"6d5f8c7b94","team":"team-%3$02d","version":"1.4.2"},\
                "annotations":{"prometheus.io/scrape":"true","checksum/config":"%5$s"},\
                "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"%2$s-6d5f8c7b94",\
                "uid":"1d3c5a70-0000-4000-8000-%6$012x","controller":true,"blockOwnerDeletion":true}],\
                "managedFields":[%7$s]},\
                "spec":{"volumes":[{"name":"config","configMap":{"name":"%2$s","defaultMode":420}},\
                {"name":"kube-api-access","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}}]}}],\
                "containers":[%8$s,%9$s],"restartPolicy":"Always","terminationGracePeriodSeconds":30,\
                "dnsPolicy":"ClusterFirst","serviceAccountName":"default","nodeName":"node-%10$03d","securityContext":{},\
                "schedulerName":"default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists",\
                "effect":"NoExecute","tolerationSeconds":300}],"priority":0,"enableServiceLinks":true},\
                "status":{"phase":"Running","conditions":[%11$s],"hostIP":"10.0.0.%12$d","podIP":"10.%13$d.%14$d.%15$d",\
                "startTime":"2026-11-20T08:15:31Z","containerStatuses":[%16$s,%17$s],"qosClass":"Burstable"}}""".formatted(
                        name,
                        app,
                        set % NAMESPACES,
                        number,
                        "ab12".repeat(16),
                        set,
                        managed(),
                        container("app", app),
                        container("proxy", "proxy"),
                        number / ON_A_NODE,
                        conditions(),
                        number % 250,
                        number >> 16 & 255,
                        number >> 8 & 255,
                        number & 255,
                        status("app", app, number),
                        status("proxy", "proxy", number));
    }

    private static String container(String name, String image) {
        StringBuilder variables = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            variables
                    .append(i == 0 ? "" : ",")
                    .append("{\"name\":\"SETTING_%d\",\"value\":\"value %d\"}".formatted(i, i));
        }
        return """
                {"name":"%s","image":"registry.example.org/%s:1.4.2","ports":[{"containerPort":8080,"protocol":"TCP"}],"env":[%s],\
                "envFrom":[{"secretRef":{"name":"%s"}}],"resources":{"limits":{"memory":"512Mi"},"requests":{"cpu":"100m"}},\
                "volumeMounts":[{"name":"config","mountPath":"/etc/config"}],"livenessProbe":{"httpGet":{"path":"/healthz",\
                "port":8080,"scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},\
                "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}""".formatted(name, image, variables, image);
    }

    private static String managed() {
        String fields =
                "\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"app\\\"}\":{\".\":{},\"f:env\":{},\"f:image\":{}}}},";
        return "{\"manager\":\"kube-controller-manager\",\"operation\":\"Update\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\","
                + "\"fieldsV1\":{" + fields.repeat(15) + "\"f:x\":{}}}";
    }

    private static String conditions() {
        StringBuilder all = new StringBuilder();
        for (String type : new String[] {"PodScheduled", "Initialized", "ContainersReady", "Ready"}) {
            all.append(all.isEmpty() ? "" : ",")
                    .append("{\"type\":\"%s\",\"status\":\"True\",\"lastProbeTime\":null,".formatted(type))
                    .append("\"lastTransitionTime\":\"2026-11-20T08:15:40Z\"}");
        }
        return all.toString();
    }

    private static String status(String name, String image, int number) {
        return """
                {"name":"%s","state":{"running":{"startedAt":"2026-11-20T08:15:3%dZ"}},"lastState":{},"ready":true,"restartCount":%d,\
                "image":"registry.example.org/%s:1.4.2","imageID":"registry.example.org/%s@sha256:%s",\
                "containerID":"containerd://%064x","started":true}""".formatted(name, number % 10, number % 3, image, image, "c0ffee12".repeat(8), number);
    }
}
