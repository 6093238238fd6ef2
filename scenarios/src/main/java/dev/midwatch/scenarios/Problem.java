package dev.midwatch.scenarios;

/** What is wrong in a scenario file, and where. */
record Problem(String file, int line, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}
