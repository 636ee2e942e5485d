/** One way to say SQL, over the reactive Postgres client and over Hibernate Reactive's session. */
package dev.llavero.platform.sql;
