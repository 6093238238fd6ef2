/** Scenario files: what a simulated cluster starts with, and what happens to it when. */
package dev.midwatch.simulator.scenario;
