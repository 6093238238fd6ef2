/** Tools for the model: reads that run at once, and actions that are only planned. */
package dev.midwatch.api.tool;
