/**
 * The operator's command line: the same commands on the same topics as the bot's, one at a time.
 *
 * <p>Plain Java, outside of the application, so that it starts at once. Changes go over Kafka and are decided where all are
 * decided; lists are read from the views.
 */
package dev.llavero.app.op;
