package dev.llavero.vpn;

/** What opens a server's management side. A secret: {@code toString} is masked. */
public sealed interface ServerAccess permits OutlineAccess, WireGuardAccess {}
