package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchReaderTest {
    private static final Projection PHASE =
            Projection.of(ResourceType.PODS, List.of(Permission.list(ResourceType.PODS, "status.phase")));
    private static final String POD =
            "{'spec':{'ref':{'resourceVersion':'1'}},'metadata':{'name':'a','namespace':'shop','resourceVersion':'%s',"
                    + "'managedFields':[{'resourceVersion':'2'}]},'status':{'phase':'Running','ip':'10.0.0.1'}}";

    @Test
    void readsChangesOneAfterTheOther() throws IOException {
        List<WatchEvent> events = events("{'type':'ADDED','object':%s}\n{'type':'DELETED','object':%s}\n"
                .formatted(POD.formatted("7"), POD.formatted("8")));

        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isInstanceOfSatisfying(WatchEvent.Put.class, put -> {
            assertThat(put.version()).isEqualTo("7");
            assertThat(put.object().at("status.phase").text()).isEqualTo("Running");
            assertThat(put.object().at("status.ip").isPresent()).isFalse();
            assertThat(put.object().at("metadata.resourceVersion").isPresent()).isFalse();
        });
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        WatchEvent.Gone.class,
                        gone -> assertThat(gone.version()).isEqualTo("8"));
    }

    @Test
    void readsBookmarksAndTheEnd() throws IOException {
        assertThat(events("{'type':'BOOKMARK','object':{'kind':'Pod','metadata':{'resourceVersion':'9'}}}"
                        + "{'type':'ERROR','object':{'kind':'Status','code':410,'message':'too old'}}"))
                .containsExactly(new WatchEvent.Bookmark("9"), new WatchEvent.Failed(410, "too old"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'PodList','items':[]}",
                "{'type':'WONDER','object':{}}",
                "{'type':'ADDED','object':null}",
                "[]",
                "<html>",
                "{'type':'ADDED','object':{'metadata':{'name'"
            })
    void takesNothingElseForAWatch(String body) {
        assertThatThrownBy(() -> events(body)).isInstanceOf(IOException.class);
    }

    private static List<WatchEvent> events(String body) throws IOException {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        List<WatchEvent> events = new ArrayList<>();
        try (WatchReader reader =
                new WatchReader(ResourceType.PODS, new ByteArrayInputStream(bytes), PHASE, new Sharing())) {
            for (Optional<WatchEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
                events.add(next.get());
            }
        }
        return events;
    }
}
