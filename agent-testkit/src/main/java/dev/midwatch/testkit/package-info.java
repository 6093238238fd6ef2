/** For authors of plugins: a cluster made of YAML to run checks and tools against, contract tests, and a scripted model server. */
package dev.midwatch.testkit;
