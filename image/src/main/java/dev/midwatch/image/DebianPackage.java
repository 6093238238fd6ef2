package dev.midwatch.image;

/** What is in the image of a package, for the bill of materials. */
record DebianPackage(String name, String version, String licence) {}
