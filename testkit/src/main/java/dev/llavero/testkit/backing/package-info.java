/** A real Kafka broker and a real Postgres, as children of this JVM: they can be killed, frozen and restarted. */
package dev.llavero.testkit.backing;
