package dev.midwatch.core.tool;

/** A tool that changes nothing in the cluster, but something here: its calls are made one after the other, in the model's order. */
public interface Alone {}
