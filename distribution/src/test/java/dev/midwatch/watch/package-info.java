/** The whole watch, as it ships, on a simulated cluster and on a real API server. */
package dev.midwatch.watch;
