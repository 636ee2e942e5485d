/** Clocks, and work at a given pace. */
package dev.llavero.benchmarks.measure;
