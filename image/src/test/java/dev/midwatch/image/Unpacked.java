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
            root=$1 user=$2; shift 2
            mount --bind "$root" "$root"; mount -o remount,ro,bind "$root"
            mount --bind /dev "$root/dev"; mount -t proc proc "$root/proc"; mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
            while [ "$1" != -- ]; do mount --bind "$1" "$root$2"; [ "$3" = rw ] || mount -o remount,ro,bind "$root$2"; shift 3; done
            shift
            exec chroot --userspec="$user" "$root" "$@"
            """;

    private static final List<String> APART = List.of("unshare", "--mount", "--pid", "--fork", "env", "-i");

    /** What a deployment puts over a folder of the image. */
    record Mount(Path from, String to, boolean writable) {
        static Mount data(Path data) {
            return new Mount(data, "/opt/data", true);
        }
    }

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
        return run(data, entrypoint(List.of(arguments)));
    }

    String run(Path data, List<String> words) {
        return Program.run(root, Map.of(), command(List.of(Mount.data(data)), Map.of(), words));
    }

    /** What a container runtime does with the image: the deployment's file systems, its variables beside the image's own, its arguments. */
    List<String> command(List<Mount> mounts, Map<String, String> variables, List<String> words) {
        List<String> command = new ArrayList<>(APART);
        config.path("Env").forEach(variable -> command.add(variable.asText()));
        variables.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("/bin/bash", "-ec", "PATH=/usr/sbin:/usr/bin:/sbin:/bin\n" + ENTER, "enter"));
        command.addAll(List.of(root.toString(), config.path("User").asText()));
        for (Mount mount : mounts) {
            command.addAll(List.of(mount.from().toString(), mount.to(), mount.writable() ? "rw" : "ro"));
        }
        command.add("--");
        command.addAll(words);
        return command;
    }

    List<String> entrypoint(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(config.at("/Entrypoint/0").asText()));
        words.addAll(arguments);
        return words;
    }
}
