/** Files that each tell of one fault, or of something healthy that looks like one, and what is to be said of it. */
package dev.midwatch.scenarios;
