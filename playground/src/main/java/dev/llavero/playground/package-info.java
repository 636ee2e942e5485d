/** In: one command. Out: broker, database, simulators and the application on this machine, supervised, and gone together. */
package dev.llavero.playground;
