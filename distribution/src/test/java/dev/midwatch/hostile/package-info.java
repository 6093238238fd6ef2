/** A plugin that tries to get past the gate. Packed into a jar of its own and loaded as strangers' plugins are. */
package dev.midwatch.hostile;
