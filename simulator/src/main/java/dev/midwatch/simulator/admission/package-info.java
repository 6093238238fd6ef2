/** What happens to an object before it is stored: defaults, and refusal of what is not valid. */
package dev.midwatch.simulator.admission;
