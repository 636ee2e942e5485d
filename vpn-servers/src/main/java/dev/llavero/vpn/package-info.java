/**
 * The management side of VPN servers. In: what a server should hold. Out: an {@link dev.llavero.vpn.Outcome}, always.
 *
 * <p>{@link dev.llavero.vpn.VpnServers} turns a {@link dev.llavero.vpn.ServerAccess} into a
 * {@link dev.llavero.vpn.VpnServer}. Every call can be repeated safely; only key-provisioner may change a server.
 */
package dev.llavero.vpn;
