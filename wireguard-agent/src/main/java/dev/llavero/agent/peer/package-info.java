/** What the server should hold: the peers, the rules for changing them, and the journal that remembers them. */
package dev.llavero.agent.peer;
