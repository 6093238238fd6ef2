package dev.midwatch.core.config;

import java.net.URI;
import java.net.URISyntaxException;

/** Where {@code webhook:<name>} goes. */
public record WebhookConfig(
        @Description("Where it goes. A secret: whoever knows it can post.")
        Secret url,

        @Description("What the other side understands; json where nothing is said.")
        Format format) {
    /** What the other side understands. */
    public enum Format {
        JSON,
        SLACK,
        ALERTMANAGER
    }

    public WebhookConfig {
        InvalidValue.requirePresent("url", url, "for example https://example.org/hook");
        format = format == null ? Format.JSON : format;
        InvalidValue.requireHttp("url", parse(url));
    }

    private static URI parse(Secret url) {
        try {
            URI uri = new URI(url.reveal().strip());
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new InvalidValue("url", "is not an address", "for example https://example.org/hook");
        }
        throw new InvalidValue("url", "is not an address with scheme and host", "for example https://example.org/hook");
    }

    public URI uri() {
        return parse(url);
    }
}
