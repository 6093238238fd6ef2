/**
 * What survives a restart: one SQLite file, its numbered migrations, and the lock that keeps a second gateway out of the same
 * data directory. The only package that knows JDBC; every concept keeps its own SQL in a class of its own package and runs it
 * through {@link dev.midwatch.core.store.Database}.
 */
package dev.midwatch.core.store;
