/**
 * The real application as child JVMs, on a real broker and a real database, beside simulators for what is outside. Tests tell
 * their stories through it.
 */
package dev.llavero.testkit.system;
