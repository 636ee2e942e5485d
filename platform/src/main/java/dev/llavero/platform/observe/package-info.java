/**
 * What a process tells about itself: gauges of what waits, and whether it can work.
 *
 * <p>Only of the roles that it plays. Gauges are refreshed in the background and read from memory, so a scrape never waits;
 * what could not be read is {@code NaN}, never an old number. Liveness asks nothing of the broker or the database: a process
 * that waits for them is well, and a restart would not help.
 */
package dev.llavero.platform.observe;
