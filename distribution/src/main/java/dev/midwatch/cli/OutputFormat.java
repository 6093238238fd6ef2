package dev.midwatch.cli;

/** How a listing is written. */
enum OutputFormat {
    table,
    json,
    yaml
}
