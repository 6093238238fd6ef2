package dev.midwatch.dashboard.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;

/** The pages as the build compiled them; none is read or compiled while we run. */
public final class Templates {
    private Templates() {}

    public static TemplateEngine precompiled() {
        return TemplateEngine.createPrecompiled(
                null, ContentType.Html, Templates.class.getClassLoader(), "dev.midwatch.dashboard.jte");
    }
}
