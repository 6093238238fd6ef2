/** What fields a type has, how its lists merge, and its OpenAPI documents. */
package dev.midwatch.simulator.schema;
