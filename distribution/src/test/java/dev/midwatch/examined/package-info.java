/** A plugin with channels for the doctor to look at. */
package dev.midwatch.examined;
