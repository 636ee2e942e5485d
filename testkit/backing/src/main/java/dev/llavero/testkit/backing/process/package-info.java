/** In: a command line. Out: a real Kafka broker or a real Postgres on the loopback interface, until the parent goes away. */
package dev.llavero.testkit.backing.process;
