/** The four ways to patch an object, and who owns which field afterwards. */
package dev.midwatch.simulator.patch;
