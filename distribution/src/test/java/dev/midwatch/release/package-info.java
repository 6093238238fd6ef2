/** What is handed out, as somebody finds it who has nothing but it. */
package dev.midwatch.release;
