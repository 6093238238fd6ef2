package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An attachment and where it can be fetched. */
record StoredFile(String id, Upload file, String url) {
    ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("filename", file.name())
                .put("content_type", file.type())
                .put("size", file.bytes().length)
                .put("url", url)
                .put("proxy_url", url);
    }
}
