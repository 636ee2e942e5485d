/** In: {@code servers.state.v1}. Out: {@code views.server_view}, a row per server, from which places are read. */
package dev.llavero.views.servers;
