/** The headline measurements: ours, the limit and a peer in turn, and the ratio as the result. */
package dev.llavero.benchmarks;
