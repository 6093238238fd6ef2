package dev.midwatch.core.view;

/**
 * A tool that the model uses.
 *
 * @param words its name and what it is used on, for people
 */
public record ToolStep(String tool, String words) {}
