/**
 * Whether the promises hold: read off the simulators, the log and the database when everything is at rest.
 *
 * <p>The rules are told here a second time, from the documents and without the application's code: a mistake there is not
 * repeated here. {@link dev.llavero.testkit.invariant.Invariants} is the entrance.
 */
package dev.llavero.testkit.invariant;
