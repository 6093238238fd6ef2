package dev.midwatch.core.kube;

import dev.midwatch.api.kube.KubeObject;

/** What a watch tells. */
sealed interface WatchEvent {
    /** Of the cluster, at that event; empty if it says none. */
    String version();

    /**
     * An object is there, or looks otherwise now.
     *
     * @param version of the cluster at that change
     */
    record Put(KubeObject object, String version) implements WatchEvent {}

    /** An object is no longer there. */
    record Gone(KubeObject object, String version) implements WatchEvent {}

    /** Nothing has happened until that version. */
    record Bookmark(String version) implements WatchEvent {}

    /** The watch cannot go on; 410 if the server no longer knows what happened since. */
    record Failed(int code, String message) implements WatchEvent {
        @Override
        public String version() {
            return "";
        }
    }
}
