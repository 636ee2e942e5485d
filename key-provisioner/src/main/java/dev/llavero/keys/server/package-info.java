/**
 * Servers and places: the operator's file and commands go in, {@code servers.state.v1} and sealed accesses come out.
 *
 * <p>{@link dev.llavero.keys.server.ServersFileReader} says what is wrong with a file, {@link
 * dev.llavero.keys.server.FilePlan} what a right one changes, {@link dev.llavero.keys.server.ServerDecider} what a command
 * may; none of the three knows the database. {@code docs/servers.md} is for the operator.
 */
package dev.llavero.keys.server;
