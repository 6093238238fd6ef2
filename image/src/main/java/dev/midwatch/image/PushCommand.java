package dev.midwatch.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Makes the image and sends it to a registry; of more than one processor as one index.")
final class PushCommand implements Callable<Integer> {
    @Mixin
    private BuildOptions options;

    @Option(names = "--jdk", required = true, description = "The JDK 25 of each processor: amd64=DIR.")
    private Map<Architecture, Path> jdks = new LinkedHashMap<>();

    @Parameters(paramLabel = "IMAGE", description = "Its name in the registry, without a tag.")
    private String name;

    @Override
    public Integer call() throws Exception {
        ImageReference whole = reference(options.release().tag());
        Map<Architecture, JibContainer> pushed = new LinkedHashMap<>();
        for (Map.Entry<Architecture, Path> each : jdks.entrySet()) {
            OciImage image = options.image(each.getKey(), each.getValue(), Main::note);
            ImageReference one = jdks.size() == 1
                    ? whole
                    : reference(options.release().tag() + "-" + each.getKey().id());
            Main.note("sending " + one);
            pushed.put(each.getKey(), image.containerize(registry(one), options.cache()));
        }
        if (pushed.size() > 1) {
            new ImageIndex(whole, loopback(whole)).push(pushed, credential(whole));
        }
        System.out.println(whole);
        return 0;
    }

    private ImageReference reference(String tag) {
        try {
            ImageReference parsed = ImageReference.parse(name);
            if (!parsed.usesDefaultTag() || name.endsWith(":latest")) {
                throw new ImageException("%s: leave the tag out, it is the version with the revision".formatted(name));
            }
            return ImageReference.of(parsed.getRegistry(), parsed.getRepository(), tag);
        } catch (InvalidImageReferenceException e) {
            throw new ImageException(
                    "%s is not the name of an image: want for example registry.example.com/team/midwatch"
                            .formatted(name),
                    e);
        }
    }

    private Containerizer registry(ImageReference image) {
        RegistryImage registry = RegistryImage.named(image);
        CredentialRetrieverFactory stored = CredentialRetrieverFactory.forImage(image, event -> {});
        credentialOfEnvironment().ifPresent(given -> registry.addCredential(given.getUsername(), given.getPassword()));
        registry.addCredentialRetriever(stored.dockerConfig());
        return Containerizer.to(registry).setAllowInsecureRegistries(loopback(image));
    }

    private static Optional<Credential> credentialOfEnvironment() {
        String user = System.getenv("REGISTRY_USERNAME");
        String password = System.getenv("REGISTRY_PASSWORD");
        return user == null || password == null ? Optional.empty() : Optional.of(Credential.from(user, password));
    }

    private static Optional<Credential> credential(ImageReference image) throws Exception {
        Optional<Credential> given = credentialOfEnvironment();
        return given.isPresent()
                ? given
                : CredentialRetrieverFactory.forImage(image, event -> {})
                        .dockerConfig()
                        .retrieve();
    }

    /** Nobody between here and a registry of this machine can read or change what is sent. */
    private static boolean loopback(ImageReference image) {
        String host = image.getRegistry().replaceFirst(":\\d+$", "");
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
