/**
 * How the watch itself is doing, for machines: metrics for Prometheus, and whether it is alive and ready. What happened is counted once, by the
 * store with the record of it or by the connection to the cluster; here it is only read.
 */
package dev.midwatch.core.telemetry;
