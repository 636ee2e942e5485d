/** The WireGuard interface and the machine around it: everything that leaves this process, but for HTTPS. */
package dev.llavero.agent.link;
