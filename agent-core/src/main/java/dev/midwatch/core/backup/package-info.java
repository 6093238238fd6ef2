/**
 * A data directory as one file, and back: written while the gateway works in it, and put back so that a crash at any moment leaves either
 * what was there before or what is to be there.
 */
package dev.midwatch.core.backup;
