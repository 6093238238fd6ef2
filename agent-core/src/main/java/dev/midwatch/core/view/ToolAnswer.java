package dev.midwatch.core.view;

/**
 * What a tool answered.
 *
 * @param text   with secrets taken out, and not longer than a model reads
 * @param failed whether it says what was wrong with the call
 */
public record ToolAnswer(String text, boolean failed) {}
