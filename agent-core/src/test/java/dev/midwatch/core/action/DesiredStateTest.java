package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.audit.CanonicalJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as a change by somebody, and what is only the cluster at work. */
class DesiredStateTest {
    private static final String CORDONED =
            "{'metadata':{'name':'n1','uid':'u'},'spec':{'unschedulable':true,'taints':[%s]}}";
    private static final String OWN = "{'key':'team','value':'batch','effect':'NoSchedule'}";

    private static String digest(ResourceType type, String json) {
        return DesiredState.digest(KubeObject.of(type, json(json)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return (Map<String, Object>)
                CanonicalJson.parse(text.replace('\'', '"')).raw();
    }

    private static String node(String taints) {
        return digest(ResourceType.NODES, CORDONED.formatted(taints));
    }

    @Test
    void aTaintThatTheNodeControllerMakesOfACordonIsNoChange() {
        String reported =
                "{'key':'node.kubernetes.io/unschedulable','effect':'NoSchedule','timeAdded':'2026-03-02T00:00:00Z'}";
        assertThat(node(OWN + "," + reported)).isEqualTo(node(OWN));
        assertThat(node(reported))
                .isEqualTo(node(""))
                .isEqualTo(digest(
                        ResourceType.NODES, "{'metadata':{'name':'n1','uid':'u'},'spec':{'unschedulable':true}}"));
    }

    @Test
    void aTaintOfAPersonIsOne() {
        assertThat(node(OWN)).isNotEqualTo(node(""));
        assertThat(node("{'key':'node.kubernetes.io/out-of-service','effect':'NoExecute'}"))
                .as("nothing sets this one but a person")
                .isNotEqualTo(node(""));
    }

    @Test
    void theCordonItselfIsOne() {
        assertThat(digest(ResourceType.NODES, CORDONED.formatted("")))
                .isNotEqualTo(digest(ResourceType.NODES, CORDONED.formatted("").replace("true", "false")));
    }

    @Test
    void statusAndAnnotationsAreNoChangeAndSpecAndLabelsAre() {
        String object = "{'metadata':{'name':'web','uid':'u','labels':{'app':'web'},'annotations':{'a':'1'}},"
                + "'spec':{'replicas':1},'status':{'replicas':1}}";
        String before = digest(ResourceType.DEPLOYMENTS, object);
        assertThat(digest(ResourceType.DEPLOYMENTS, object.replace("'status':{'replicas':1}", "'status':{}")))
                .isEqualTo(before);
        assertThat(digest(ResourceType.DEPLOYMENTS, object.replace("'a':'1'", "'a':'2'")))
                .isEqualTo(before);
        assertThat(digest(ResourceType.DEPLOYMENTS, object.replace("'spec':{'replicas':1}", "'spec':{'replicas':2}")))
                .isNotEqualTo(before);
        assertThat(digest(ResourceType.DEPLOYMENTS, object.replace("'app':'web'", "'app':'other'")))
                .isNotEqualTo(before);
    }
}
