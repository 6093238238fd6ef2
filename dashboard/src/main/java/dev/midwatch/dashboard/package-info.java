/** The web dashboard and the gateway's API, on the kernel's {@code view} alone. */
package dev.midwatch.dashboard;
