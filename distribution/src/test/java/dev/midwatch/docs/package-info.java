/** The documents, done word for word. */
package dev.midwatch.docs;
