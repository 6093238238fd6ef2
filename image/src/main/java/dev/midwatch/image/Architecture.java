package dev.midwatch.image;

import java.util.Locale;

/** A processor that an image is made for, as containers, Debian and sqlite-jdbc name it. */
enum Architecture {
    AMD64("x86_64-linux-gnu", "lib64/ld-linux-x86-64.so.2", "x86_64"),
    ARM64("aarch64-linux-gnu", "lib/ld-linux-aarch64.so.1", "aarch64");

    private final String multiarch;
    private final String linker;
    private final String machine;

    Architecture(String multiarch, String linker, String machine) {
        this.multiarch = multiarch;
        this.linker = linker;
        this.machine = machine;
    }

    static Architecture ofThisMachine() {
        String name = System.getProperty("os.arch");
        for (Architecture each : values()) {
            if (name.equals(each.id()) || name.equals(each.machine)) {
                return each;
            }
        }
        throw new ImageException("no image can be made on a machine of type " + name + ", only on amd64 and arm64");
    }

    /** The name in image indexes, which is Debian's too. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder of its libraries below {@code lib}. */
    String multiarch() {
        return multiarch;
    }

    /** Where programs expect the dynamic linker. */
    String linker() {
        return linker;
    }

    /** As {@code uname -m} says it. */
    String machine() {
        return machine;
    }
}
