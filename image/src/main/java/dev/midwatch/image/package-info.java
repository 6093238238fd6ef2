/** Makes the container image: lays out a root file system, writes it as an OCI archive, sends it to a registry. */
package dev.midwatch.image;
