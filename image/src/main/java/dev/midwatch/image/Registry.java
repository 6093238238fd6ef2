package dev.midwatch.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.global.JibSystemProperties;
import com.google.cloud.tools.jib.http.ResponseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an image is sent.
 *
 * @param target the image's name there, with its tag
 */
record Registry(ImageReference target, Optional<Credential> credential) {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    static ImageReference reference(String name, String tag) {
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

    /**
     * One image under the tag itself; of more the tag names an index, and each has a tag of its own that ends with its processor.
     *
     * @return the digest of what the tag names
     */
    String push(Map<Architecture, OciImage> images, Path cache) {
        if (loopback()) {
            // jib withholds credentials where there is no TLS. Only registries of this machine are spoken to without.
            System.setProperty(JibSystemProperties.SEND_CREDENTIALS_OVER_HTTP, "true");
        }
        try {
            if (images.size() == 1) {
                return send(images.values().iterator().next(), target, cache).toString();
            }
            Map<Architecture, DescriptorDigest> sent = new EnumMap<>(Architecture.class);
            for (Map.Entry<Architecture, OciImage> each : images.entrySet()) {
                String tag = target.getQualifier() + "-" + each.getKey().id();
                ImageReference one = ImageReference.of(target.getRegistry(), target.getRepository(), tag);
                sent.put(each.getKey(), send(each.getValue(), one, cache));
            }
            return new ImageIndex(target, loopback(), credential).push(sent).toString();
        } catch (IOException | RegistryException e) {
            throw new ImageException(
                    refusal(e)
                            .map(this::refused)
                            .orElseGet(() -> "%s cannot be sent: %s".formatted(target, e.getMessage())),
                    e);
        }
    }

    /** Whether it is for who asked: by the registry itself, or by what gives tokens for it. */
    private static Optional<Integer> refusal(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ResponseException answer) {
                return Optional.of(answer.getStatusCode()).filter(status -> status == 401 || status == 403);
            }
        }
        return Optional.empty();
    }

    private DescriptorDigest send(OciImage image, ImageReference name, Path cache) throws RegistryException {
        RegistryImage registry = RegistryImage.named(name).addCredentialRetriever(() -> credential);
        JibContainer sent =
                image.containerize(Containerizer.to(registry).setAllowInsecureRegistries(loopback()), cache);
        return sent.getDigest();
    }

    /** What the registry holds against whoever asked, and what helps. */
    private String refused(int status) {
        String registry = target.getRegistry();
        String repository = target.getRepository();
        String help = "`docker login %s`, or set %s and %s".formatted(registry, Credentials.USER, Credentials.PASSWORD);
        if (credential.isEmpty()) {
            return "%s takes nothing for %s from strangers: %s".formatted(registry, repository, help);
        }
        // A token comes with a name that says nothing.
        String who = credential.get().isOAuth2RefreshToken()
                ? "the token"
                : credential.get().getUsername();
        return status == 403
                ? "%s does not let %s push to %s: give them the right to, or be somebody else: %s"
                        .formatted(registry, who, repository, help)
                : "%s refuses the name or the password of %s: correct them: %s".formatted(registry, who, help);
    }

    /** Nobody between here and a registry of this machine can read or change what is sent. By its address: a name may lead elsewhere a moment later. */
    private boolean loopback() {
        return LOOPBACK.matcher(target.getRegistry()).matches();
    }
}
