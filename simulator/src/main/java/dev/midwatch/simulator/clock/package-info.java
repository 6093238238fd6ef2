/** The time of the simulated cluster. */
package dev.midwatch.simulator.clock;
