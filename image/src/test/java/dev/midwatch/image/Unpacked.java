package dev.midwatch.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An OCI archive laid out again by tar, as a container runtime would, and programs in it. */
record Unpacked(Path root, JsonNode config, String digest) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A read-only root with the file systems over it that the deployment has; then the user that the image names. */
    private static final String ENTER = """
            mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"
            mount --bind /dev "$1/dev"; mount -t proc proc "$1/proc"
            mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"; mount --bind "$2" "$1/opt/data"
            exec chroot --userspec="$3" "$1" "${@:4}"
            """;

    static Unpacked of(Path archive, Path directory) throws IOException {
        Path layout = Files.createDirectories(directory.resolve("oci"));
        Path root = Files.createDirectories(directory.resolve("root"));
        Program.run(directory, List.of("tar", "-xf", archive.toString(), "-C", layout.toString()));
        String digest = JSON.readTree(layout.resolve("index.json").toFile())
                .at("/manifests/0/digest")
                .asText();
        JsonNode manifest = blob(layout, digest);
        for (JsonNode layer : manifest.path("layers")) {
            Path file = file(layout, layer.path("digest").asText());
            Program.run(directory, List.of("tar", "-xzpf", file.toString(), "--numeric-owner", "-C", root.toString()));
        }
        return new Unpacked(
                root, blob(layout, manifest.at("/config/digest").asText()).path("config"), digest);
    }

    private static JsonNode blob(Path layout, String digest) throws IOException {
        return JSON.readTree(file(layout, digest).toFile());
    }

    private static Path file(Path layout, String digest) {
        return layout.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    /** What the image's own command says to these arguments. */
    String midwatch(Path data, String... arguments) {
        List<String> words = new ArrayList<>(List.of(config.at("/Entrypoint/0").asText()));
        words.addAll(List.of(arguments));
        return run(data, words);
    }

    String run(Path data, List<String> words) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "env", "-i"));
        config.path("Env").forEach(variable -> command.add(variable.asText()));
        command.addAll(List.of("/bin/bash", "-ec", "PATH=/usr/sbin:/usr/bin:/sbin:/bin\n" + ENTER, "enter"));
        command.addAll(
                List.of(root.toString(), data.toString(), config.path("User").asText()));
        command.addAll(words);
        return Program.run(root, Map.of(), command);
    }
}
