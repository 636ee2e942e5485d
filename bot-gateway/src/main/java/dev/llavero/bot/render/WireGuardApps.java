package dev.llavero.bot.render;

import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.screen.Device;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Where WireGuard's makers offer its app, per system. */
final class WireGuardApps {
    private WireGuardApps() {}

    static List<Option> options() {
        return Stream.of(Device.values())
                .<Option>map(device -> new Option.Open(system(device), page(device)))
                .toList();
    }

    static String system(Device device) {
        return switch (device) {
            case ANDROID -> "Android";
            case IOS -> "iPhone · iPad";
            case WINDOWS -> "Windows";
            case MACOS -> "Mac";
            case LINUX -> "Linux";
        };
    }

    static URI page(Device device) {
        return URI.create(
                switch (device) {
                    case ANDROID -> "https://play.google.com/store/apps/details?id=com.wireguard.android";
                    case IOS -> "https://apps.apple.com/app/wireguard/id1441195209";
                    case WINDOWS -> "https://download.wireguard.com/windows-client/wireguard-installer.exe";
                    case MACOS -> "https://apps.apple.com/app/wireguard/id1451685025";
                    case LINUX -> "https://www.wireguard.com/install/";
                });
    }
}
