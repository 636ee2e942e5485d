/** A jar of its own: it is loaded into the application and must bring nothing else along. */
package dev.llavero.playground.lifeline;
