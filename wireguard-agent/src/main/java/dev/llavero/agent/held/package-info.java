/** Makes the interface hold what the book says, and says what it counted. */
package dev.llavero.agent.held;
