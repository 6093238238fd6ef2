package dev.midwatch.skills.certmanager;

/** What cert-manager quotes of others, who may have written half a megabyte, made fit for a cause. */
final class OneLine {
    private static final int LENGTH = 300;
    private static final int READ = 10 * LENGTH;

    private OneLine() {}

    static String of(String text) {
        String some = text.length() > READ ? text.substring(0, READ) : text;
        String line = some.strip().replaceAll("\\s+", " ");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH - 1) + "…";
    }
}
