/** What a run was busy with, for those who collect traces: spans, exported by OpenTelemetry where its variables ask for it, and nothing otherwise. */
package dev.midwatch.core.trace;
