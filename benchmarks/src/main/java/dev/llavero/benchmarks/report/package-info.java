/** What was measured, beside what was recorded: for the eye and for the file. */
package dev.llavero.benchmarks.report;
