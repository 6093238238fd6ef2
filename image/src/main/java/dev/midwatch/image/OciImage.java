package dev.midwatch.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A laid out tree as an image: its layers, and how it is started. */
record OciImage(Tree tree, Architecture architecture, Release release) {
    /**
     * Where containers find programs, where data is, and what keeps the C library from taking memory for each thread. Sorted, as the labels are:
     * the order of a Map.of differs from process to process, and the digest would with it.
     */
    private static final Map<String, String> ENVIRONMENT = new TreeMap<>(Map.of(
            "PATH", "/usr/bin",
            "HOME", "/" + Layout.DATA,
            "MIDWATCH_HOME", "/" + Layout.DATA,
            "LANG", "C.UTF-8",
            "MALLOC_ARENA_MAX", "2"));

    JibContainer containerize(Containerizer to, Path cache) throws RegistryException {
        ExecutorService workers = Executors.newCachedThreadPool();
        try {
            return builder()
                    .containerize(to.setToolName("midwatch")
                            .setExecutorService(workers)
                            .setBaseImageLayersCache(cache)
                            .setApplicationLayersCache(cache)
                            .setOfflineMode(false));
        } catch (IOException | CacheDirectoryCreationException e) {
            throw new ImageException("the image cannot be written: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw new ImageException(
                    "the image cannot be written: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted while the image was written", e);
        } finally {
            end(workers);
        }
    }

    /** Where one of them failed, the others may still be at their layers: they are not left to write into what is given up. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new ImageException("the image is still being written, and does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JibContainerBuilder builder() {
        // What changes least comes first: a node that has it need not fetch it again.
        Predicate<String> java = path -> path.startsWith(RuntimeImage.DIRECTORY);
        Predicate<String> own = path -> path.startsWith("opt/midwatch/plugins/skills-")
                || path.contains("-" + release.version() + ".jar")
                || path.endsWith(".jsa")
                || path.startsWith(Application.DIRECTORY + "/bin")
                || path.startsWith("usr/");
        Predicate<String> libraries = path -> path.startsWith(Application.DIRECTORY);
        return Jib.fromScratch()
                .setFormat(ImageFormat.OCI)
                .setPlatforms(Set.of(new Platform(architecture.id(), "linux")))
                .setCreationTime(release.time())
                .setFileEntriesLayers(List.of(
                        layer("base", java.or(own).or(libraries).negate()),
                        layer("java", java),
                        layer("libraries", libraries.and(own.negate())),
                        layer("midwatch", own)))
                .setUser(Layout.USER + ":" + Layout.USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/" + Layout.DATA))
                .setEnvironment(ENVIRONMENT)
                .setEntrypoint("/usr/bin/midwatch")
                .setProgramArguments("gateway", "run")
                .setExposedPorts(Port.tcp(9119), Port.tcp(8642))
                .setLabels(new TreeMap<>(Map.of(
                        "org.opencontainers.image.title",
                        "midwatch",
                        "org.opencontainers.image.description",
                        "An autonomous platform engineer for Kubernetes",
                        "org.opencontainers.image.version",
                        release.version(),
                        "org.opencontainers.image.revision",
                        release.revision(),
                        "org.opencontainers.image.created",
                        release.time().toString(),
                        "org.opencontainers.image.licenses",
                        "Apache-2.0")));
    }

    private FileEntriesLayer layer(String name, Predicate<String> which) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        for (String path : tree.entries()) {
            if (which.test(path)) {
                // Its own folders are all that the program may write to; root has the rest.
                boolean writable = path.equals(Layout.DATA) || path.equals(Layout.TEMPORARY);
                layer.addEntry(
                        tree.path(path),
                        AbsoluteUnixPath.get("/" + path),
                        FilePermissions.fromOctalString(mode(path, writable)),
                        release.time(),
                        writable ? Layout.USER + ":" + Layout.USER : "0:0");
            }
        }
        return layer.build();
    }

    private String mode(String path, boolean writable) {
        if (writable) {
            return "700";
        }
        return Files.isDirectory(tree.path(path)) || Files.isExecutable(tree.path(path)) ? "755" : "644";
    }
}
