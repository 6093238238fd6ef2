package dev.midwatch.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** What tells one state of a plugin's jars from another without reading them. */
record PluginPrint(List<Stamp> jars) {
    record Stamp(Path jar, FileTime modified, long size, Object key) {}

    PluginPrint {
        jars = List.copyOf(jars);
    }

    static PluginPrint of(PluginUnit unit) throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        for (Path jar : unit.jars()) {
            BasicFileAttributes is = Files.readAttributes(jar, BasicFileAttributes.class);
            stamps.add(new Stamp(jar, is.lastModifiedTime(), is.size(), String.valueOf(is.fileKey())));
        }
        return new PluginPrint(stamps);
    }
}
