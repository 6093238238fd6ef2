/** Benchmarks of the whole program; docs/benchmarks.md says how to run them and what they measured. */
package dev.midwatch.benchmarks;
