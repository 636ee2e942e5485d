package dev.llavero.bot.render;

import dev.llavero.bot.render.Keyboard.Option;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Where Outline's makers offer its app, per system. */
enum OutlineApps {
    ANDROID("Android", "https://play.google.com/store/apps/details?id=org.outline.android.client"),
    IOS("iPhone · iPad", "https://apps.apple.com/app/outline-app/id1356177741"),
    WINDOWS("Windows", "https://s3.amazonaws.com/outline-releases/client/windows/stable/Outline-Client.exe"),
    MACOS("Mac", "https://apps.apple.com/app/outline-app/id1356178125"),
    LINUX("Linux", "https://s3.amazonaws.com/outline-releases/client/linux/stable/outline-client_amd64.deb"),
    CHROMEOS("Chromebook", "https://play.google.com/store/apps/details?id=org.outline.android.client");

    private final String system;
    private final URI page;

    OutlineApps(String system, String page) {
        this.system = system;
        this.page = URI.create(page);
    }

    static List<Option> options() {
        return Stream.of(values())
                .<Option>map(app -> new Option.Open(app.system, app.page))
                .toList();
    }
}
