package com.example.hello;

import java.net.URI;

/**
 * The section {@code hello} of config.yaml; an absent key is null.
 *
 * @param url   of the topic: {@code https://ntfy.example.org/midwatch}
 * @param token of an account that may write there, if the topic is not open to all
 */
record HelloConfig(String url, String token) {
    HelloConfig {
        if (url != null && !url.matches("https?://[^/]+/[^/]+")) {
            throw new IllegalArgumentException("url: " + url + " is not the address of a topic, https://SERVER/TOPIC");
        }
    }

    boolean isSet() {
        return url != null;
    }

    URI topic() {
        return URI.create(url);
    }
}
