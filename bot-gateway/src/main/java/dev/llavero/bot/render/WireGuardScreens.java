package dev.llavero.bot.render;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.delivery.TunnelName;
import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.screen.Device;
import java.util.stream.Stream;

/** An active WireGuard key that its owner looks at. It is handed over as a file, or as a picture for another device. */
record WireGuardScreens(Facts facts, Words words) {
    Rendered delivery() {
        var id = facts.key().key();
        return Rendered.of(
                words.phrases().html("delivery.wireguard", words.title(facts.key())),
                Keyboard.of(
                        words.press("get-file", new Button.GetFile(id)),
                        words.press("qr", new Button.ShowQr(id)),
                        words.press("not-working", new Button.Check(id)),
                        words.myKeys()));
    }

    Rendered chooseDevice() {
        var id = facts.key().key();
        var devices = Stream.of(Device.values())
                .map(device -> new Option.Press(WireGuardApps.system(device), new Button.PickDevice(id, device)))
                .toList();
        return Rendered.of(
                words.phrases().html("choose-device", words.title(facts.key())),
                Keyboard.NONE.pairs(devices).row(words.press("back-to-key", new Button.ShowDelivery(id))));
    }

    /** The name is our own letters and digits, so it may stand in a command that people copy. */
    Rendered file(Device device) {
        var key = facts.key();
        var name = TunnelName.of(facts.names().get(key.key()), key.location(), key.key());
        var app = new Option.Open(words.phrases().plain("button.install-app"), WireGuardApps.page(device));
        return Rendered.file(
                words.html("file." + device, name),
                Keyboard.of(app, words.press("close", new Button.CloseMessage())),
                new Rendered.File(name + ".conf", facts.link()));
    }
}
