/** Whole stories: the built application, a real broker and database, and simulators for what is outside. */
package dev.llavero.app.story;
