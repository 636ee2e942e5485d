/**
 * Due rows and those who do them.
 *
 * <p>A worker claims rows that are due, makes the outside agree with them, and writes the outcome; any number of replicas work
 * side by side. See {@link dev.llavero.platform.work.Worker}.
 */
package dev.llavero.platform.work;
