package dev.midwatch.core.kube;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.benchmarks.PodJson;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1PodList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One page of 500 pods, from the same bytes: streamed and projected, and as the typed list of client-java. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ListParsing {
    private byte[] page;
    private Projection projection;

    @Setup
    public void prepare() {
        // As shipped, its models refuse what they do not know, at six times the time.
        JSON.setGson(JSON.createGson()
                .registerTypeAdapter(OffsetDateTime.class, new JSON.OffsetDateTimeTypeAdapter())
                .registerTypeAdapter(LocalDate.class, new JSON.LocalDateTypeAdapter())
                .registerTypeAdapter(byte[].class, new JSON.ByteArrayAdapter())
                .create());
        String items = IntStream.range(0, 500).mapToObj(PodJson::of).collect(Collectors.joining(","));
        page = ("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[" + items + "]}")
                .getBytes(StandardCharsets.UTF_8);
        projection = Projection.of(
                ResourceType.PODS,
                List.of(Permission.list(
                        ResourceType.PODS,
                        "spec.nodeName",
                        "spec.containers.name",
                        "spec.containers.image",
                        "status.phase",
                        "status.conditions",
                        "status.containerStatuses")));
    }

    @Benchmark
    public List<KubeObject> streamedAndProjected() throws IOException {
        List<KubeObject> pods = new ArrayList<>();
        ListReader.page(ResourceType.PODS, new ByteArrayInputStream(page), projection, new Sharing(), pods);
        return pods;
    }

    @Benchmark
    public V1PodList typedList() {
        return JSON.deserialize(new String(page, StandardCharsets.UTF_8), V1PodList.class);
    }
}
