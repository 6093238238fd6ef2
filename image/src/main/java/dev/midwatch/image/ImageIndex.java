package dev.midwatch.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibContainer;
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

/** One name for the images of several processors; whoever pulls it gets that of their own. */
record ImageIndex(ImageReference name, boolean insecure) {
    void push(Map<Architecture, JibContainer> images, Optional<Credential> credential) {
        try {
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
            OciIndexTemplate index = new OciIndexTemplate();
            for (Map.Entry<Architecture, JibContainer> each : images.entrySet()) {
                add(index, registry, each.getKey(), each.getValue());
            }
            registry.pushManifest(index, name.getQualifier());
        } catch (IOException | RegistryException e) {
            throw new ImageException("%s cannot be sent: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static void add(
            OciIndexTemplate index, RegistryClient registry, Architecture architecture, JibContainer image)
            throws IOException, RegistryException {
        ManifestAndDigest<OciManifestTemplate> manifest =
                registry.pullManifest(image.getDigest().toString(), OciManifestTemplate.class);
        long size = JsonTemplateMapper.toByteArray(manifest.getManifest()).length;
        index.addManifest(new BlobDescriptor(size, manifest.getDigest()), architecture.id());
        index.getManifests().get(index.getManifests().size() - 1).setPlatform(architecture.id(), "linux");
    }
}
