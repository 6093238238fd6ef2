/** What a Prometheus measured, as better evidence for checks. */
package dev.midwatch.core.metrics;
