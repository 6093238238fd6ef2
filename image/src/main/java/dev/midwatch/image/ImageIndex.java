package dev.midwatch.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.OciIndexTemplate;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * One name for the images of several processors; whoever pulls it gets that of their own.
 *
 * @param insecure whether the registry may be spoken to without TLS
 */
record ImageIndex(ImageReference name, boolean insecure, Optional<Credential> credential) {
    /** @param images those that the registry has already */
    DescriptorDigest push(Map<Architecture, DescriptorDigest> images) throws IOException, RegistryException {
        RegistryClient registry = client();
        OciIndexTemplate index = new OciIndexTemplate();
        for (Map.Entry<Architecture, DescriptorDigest> each : images.entrySet()) {
            add(index, registry, each.getKey(), each.getValue());
        }
        return registry.pushManifest(index, name.getQualifier());
    }

    private RegistryClient client() throws IOException, RegistryException {
        RegistryClient.Factory factory = RegistryClient.factory(
                EventHandlers.NONE,
                name.getRegistry(),
                name.getRepository(),
                new FailoverHttpClient(insecure, insecure, event -> {}));
        credential.ifPresent(factory::setCredential);
        RegistryClient registry = factory.newRegistryClient();
        if (!registry.doPushBearerAuth() && credential.isPresent()) {
            registry.configureBasicAuth();
        }
        return registry;
    }

    private static void add(
            OciIndexTemplate index, RegistryClient registry, Architecture architecture, DescriptorDigest image)
            throws IOException, RegistryException {
        ManifestAndDigest<OciManifestTemplate> manifest =
                registry.pullManifest(image.toString(), OciManifestTemplate.class);
        if (!manifest.getDigest().equals(image)) {
            throw new ImageException(
                    "the registry was asked for %s and gave %s".formatted(image, manifest.getDigest()));
        }
        long size = JsonTemplateMapper.toByteArray(manifest.getManifest()).length;
        index.addManifest(new BlobDescriptor(size, manifest.getDigest()), architecture.id());
        index.getManifests().get(index.getManifests().size() - 1).setPlatform(architecture.id(), "linux");
    }
}
