package dev.midwatch.dashboard.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.security.RouteRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files pages are made with, from the class path alone and only those named here: held in memory, so that no path of a request ever
 * reaches a file. Each stands under a name with its content's hash, and may be kept for ever.
 */
public final class Assets {
    public static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
    public static final String HTMX_SSE = "META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js";
    public static final String STYLE = "assets/midwatch.css";

    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final Map<String, Asset> byPath = new LinkedHashMap<>();

    /**
     * Reads them all.
     *
     * @throws IllegalStateException naming the first that is not on the class path, or whose name another one has
     */
    public Assets(List<String> resources) {
        for (String resource : resources) {
            Asset asset = Asset.read(resource);
            if (byName.put(asset.name(), asset) != null) {
                throw new IllegalStateException("two assets are called " + asset.name());
            }
            byPath.put(asset.path(), asset);
        }
    }

    /**
     * The address of one by its short name, such as {@code midwatch.css}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public String url(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no asset is called " + name);
        }
        return asset.path();
    }

    /** Serves them; {@code role} says who may have them, which is everybody: the sign-in page needs them. */
    public void serve(JavalinConfig config, RouteRole role) {
        config.routes.get("/assets/{file}", this::answer, role);
    }

    private void answer(Context ctx) {
        Asset asset = Optional.ofNullable(byPath.get("/assets/" + ctx.pathParam("file")))
                .orElseThrow(() -> new NotFoundResponse("There is no such file."));
        ctx.header("Cache-Control", "public, max-age=31536000, immutable");
        ctx.header("Vary", "Accept-Encoding");
        ctx.contentType(asset.contentType());
        String accepted = Optional.ofNullable(ctx.header("Accept-Encoding")).orElse("");
        if (accepted.contains("gzip") && asset.packed().length < asset.plain().length) {
            ctx.disableCompression();
            ctx.header("Content-Encoding", "gzip");
            ctx.result(asset.packed());
        } else {
            ctx.disableCompression();
            ctx.result(asset.plain());
        }
    }
}
