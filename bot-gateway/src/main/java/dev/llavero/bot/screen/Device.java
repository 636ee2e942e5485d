package dev.llavero.bot.screen;

/** What a WireGuard file is opened on; each has its own steps. */
public enum Device {
    ANDROID,
    IOS,
    WINDOWS,
    MACOS,
    LINUX
}
