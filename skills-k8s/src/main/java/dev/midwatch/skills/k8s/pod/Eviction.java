package dev.midwatch.skills.k8s.pod;

import java.util.regex.Pattern;

/**
 * Why a kubelet evicted a pod.
 *
 * @param ofNode whether its node ran short; otherwise the pod went over a limit of its own
 */
record Eviction(String resource, boolean ofNode, String words, String message) {
    private enum Kind {
        EMPTY_DIR("emptydir", false, "it filled an emptyDir beyond its limit", "EmptyDir volume .* exceeds"),
        OWN_DISK(
                "local-storage",
                false,
                "it used more local storage than its limit",
                "local (ephemeral )?storage (usage )?(exceeds|limit)|ephemeral local storage usage exceeds"),
        MEMORY("memory", true, "the node ran short of memory", "resource: memory|MemoryPressure"),
        DISK(
                "ephemeral-storage",
                true,
                "the node ran short of disk",
                "resource: (ephemeral-storage|nodefs|imagefs)|DiskPressure"),
        INODES("inodes", true, "the node ran short of inodes", "inodes"),
        PIDS("pids", true, "the node ran short of process ids", "resource: pids|PIDPressure"),
        OTHER("", true, "the node could not keep it", "");

        private final String resource;
        private final boolean ofNode;
        private final String words;
        private final Pattern says;

        Kind(String resource, boolean ofNode, String words, String says) {
            this.resource = resource;
            this.ofNode = ofNode;
            this.words = words;
            this.says = Pattern.compile(says, Pattern.CASE_INSENSITIVE);
        }
    }

    /** From {@code The node was low on resource: memory. Threshold quantity: 100Mi, available: 80Mi. ...} and its like. */
    static Eviction of(String message) {
        for (Kind kind : Kind.values()) {
            if (kind.says.matcher(message).find()) {
                return new Eviction(kind.resource, kind.ofNode, kind.words, message);
            }
        }
        throw new IllegalStateException("the last kind matches everything");
    }
}
