package dev.midwatch.core.tool;

/** A tool that changes nothing in the cluster, and still is not for everybody. */
public interface Restricted {
    /** The least level that is offered it. */
    Level least();
}
