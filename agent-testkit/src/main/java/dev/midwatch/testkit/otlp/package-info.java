/** A receiver of OpenTelemetry traces by OTLP over HTTP, for tests. */
package dev.midwatch.testkit.otlp;
