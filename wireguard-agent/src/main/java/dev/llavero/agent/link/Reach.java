package dev.llavero.agent.link;

import dev.llavero.agent.peer.Address;
import java.util.List;

/**
 * What peers may reach beside the internet.
 *
 * @param privateNetworks those that the server itself is in
 * @param host the services of the server itself
 * @param nameServers that users' files name: where one of them is the server itself, it must be reached all the same
 */
public record Reach(boolean privateNetworks, boolean host, List<Address> nameServers) {}
