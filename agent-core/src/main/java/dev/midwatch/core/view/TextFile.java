package dev.midwatch.core.view;

/**
 * A file that people edit.
 *
 * @param text    with secrets taken out: {@code ********1} stands for the first, and is put back when it is saved
 * @param version of what is on the disk; a save names the one it began with
 */
public record TextFile(String name, String text, String version) {}
