/** Who is measured: Llavero, what physics allows, and the peers; and who they do it for. */
package dev.llavero.benchmarks.contender;
