/** The whole watch, as it ships, on a simulated cluster. */
package dev.midwatch.watch;
