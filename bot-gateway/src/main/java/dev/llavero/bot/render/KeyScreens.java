package dev.llavero.bot.render;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.delivery.CopyableLink;
import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.screen.Device;
import dev.llavero.bot.text.Html;
import dev.llavero.bot.text.Isolated;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.views.keys.KeyView;
import dev.llavero.views.keys.KeyView.State;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user's keys. All but the list are shown to the key's owner only: see {@link Renderer}. */
record KeyScreens(Facts facts, Words words) {
    /** Keys on one page of the list. */
    static final int PAGE = 8;

    Rendered delivery() {
        if (facts.key().state() != State.ACTIVE) {
            return notActive();
        }
        if (facts.link() == null) {
            return Remarks.trouble(words.phrases());
        }
        return switch (facts.key().protocol()) {
            case OUTLINE -> handedOver();
            case WIREGUARD -> new WireGuardScreens(facts, words).delivery();
        };
    }

    private Rendered handedOver() {
        var id = facts.key().key();
        var link = facts.link();
        var text = words.phrases().html("delivery", words.title(facts.key()), Html.code(link.reveal()));
        var copy = Stream.<Option>of(new Option.Copy(words.phrases().plain("button.copy"), link))
                .filter(fits -> link.reveal().length() <= CopyableLink.LONGEST);
        var after = Stream.of(
                words.press("qr", new Button.ShowQr(id)),
                words.press("hide", new Button.Hide(id)),
                words.press("not-working", new Button.Check(id)),
                words.myKeys());
        var install = Stream.of(words.press("install", new Button.Install(id)));
        return Rendered.of(
                text,
                Keyboard.of(
                        Stream.of(install, copy, after).flatMap(part -> part).toArray(Option[]::new)));
    }

    /** What its user has leads nowhere any more. */
    Rendered elsewhere() {
        var key = facts.key();
        return Rendered.of(
                words.phrases().html("key-elsewhere", words.title(key)),
                Keyboard.of(words.press("show", new Button.ShowDelivery(key.key())), words.myKeys()));
    }

    private Rendered notActive() {
        var key = facts.key();
        var text = words.phrases().html("delivery.not-active", words.title(key), words.signedState(key));
        return Rendered.of(text, Keyboard.of(words.press("open-key", new Button.OpenKey(key.key())), words.myKeys()));
    }

    Rendered hidden() {
        var show = words.press("show-again", new Button.ShowDelivery(facts.key().key()));
        return Rendered.of(words.html("hidden"), Keyboard.of(show, words.myKeys()));
    }

    Rendered qr() {
        if (facts.key().state() != State.ACTIVE) {
            return notActive();
        }
        if (facts.link() == null) {
            return Remarks.trouble(words.phrases());
        }
        var close = Keyboard.of(words.press("close", new Button.CloseMessage()));
        var qr = facts.key().protocol() == Protocol.WIREGUARD ? "qr.wireguard" : "qr";
        return Rendered.picture(words.phrases().html(qr, words.title(facts.key())), close, facts.link());
    }

    /** A button can be forged or old: a key that has no file is shown as what it is. */
    Rendered chooseDevice() {
        return hasFile() ? new WireGuardScreens(facts, words).chooseDevice() : delivery();
    }

    Rendered file(Device device) {
        return hasFile() ? new WireGuardScreens(facts, words).file(device) : delivery();
    }

    private boolean hasFile() {
        return facts.key().state() == State.ACTIVE
                && facts.key().protocol() == Protocol.WIREGUARD
                && facts.link() != null;
    }

    Rendered install() {
        var back =
                words.press("back-to-key", new Button.ShowDelivery(facts.key().key()));
        return switch (facts.key().protocol()) {
            case OUTLINE ->
                Rendered.of(
                        words.html("install"),
                        Keyboard.NONE.pairs(OutlineApps.options()).row(back));
            case WIREGUARD ->
                Rendered.of(
                        words.html("install.wireguard"),
                        Keyboard.NONE.pairs(WireGuardApps.options()).row(back));
        };
    }

    /** One key opens at once, none offers to make one. */
    Rendered list(UUID draft, KeyId after) {
        var keys = facts.keys();
        if (after == null && keys.size() == 1) {
            return card(keys.getFirst(), draft);
        }
        return keys.isEmpty() ? noKeys(draft, after) : page(draft, after, keys);
    }

    private Rendered noKeys(UUID draft, KeyId after) {
        return after == null
                ? Rendered.of(
                        words.html("my-keys.none"),
                        Keyboard.of(
                                words.press("get-key", new Button.GetKey(draft)),
                                words.press("choose", new Button.Choose(draft))))
                : Rendered.of(
                        words.html("my-keys.no-more"),
                        Keyboard.of(words.press("first-page", new Button.ShowKeys(null))));
    }

    private Rendered page(UUID draft, KeyId after, List<KeyView> keys) {
        var shown = keys.subList(0, Math.min(PAGE, keys.size()));
        var text = new Html(shown.stream().map(key -> line(key).markup()).collect(Collectors.joining("\n")));
        var keyboard = Keyboard.of(shown.stream().map(this::open).toArray(Option[]::new));
        var turning = Stream.concat(
                        after == null ? Stream.of() : Stream.of(words.press("first-page", new Button.ShowKeys(null))),
                        keys.size() <= PAGE
                                ? Stream.of()
                                : Stream.of(words.press(
                                        "more",
                                        new Button.ShowKeys(shown.getLast().key()))))
                .toList();
        return Rendered.of(
                words.phrases().html("my-keys", text),
                keyboard.pairs(turning).row(words.newKey(draft), words.press("help", new Button.ShowHelp())));
    }

    private Html line(KeyView key) {
        return words.phrases().html("my-keys.line", new Html(words.sign(key)), words.title(key), words.state(key));
    }

    private Option open(KeyView key) {
        return new Option.Press(words.sign(key) + " " + words.fullName(key), new Button.OpenKey(key.key()));
    }

    Rendered card(UUID draft) {
        return card(facts.key(), draft);
    }

    private Rendered card(KeyView key, UUID draft) {
        var made = words.phrases().day(key.createdAt(), facts.zone());
        var text = words.phrases()
                .html("key-card", words.title(key), new Html(words.sign(key)), words.state(key), Html.text(made));
        var only = facts.keys().size() <= 1;
        var last = only
                ? new Option[] {words.newKey(draft), words.press("help", new Button.ShowHelp())}
                : new Option[] {words.myKeys()};
        return Rendered.of(text, actions(key, draft).row(last));
    }

    private Keyboard actions(KeyView key, UUID draft) {
        var id = key.key();
        var show = words.press("show", new Button.ShowDelivery(id));
        var rename = words.press("rename", new Button.Rename(id));
        var delete = words.press("delete", new Button.AskDelete(id));
        return switch (key.state()) {
            case ACTIVE ->
                Keyboard.of(show)
                        .row(rename, words.press("pause", new Button.Pause(id, draft)))
                        .row(delete);
            case SUSPENDED ->
                key.suspended() == SuspendReason.PAUSED
                        ? Keyboard.of(words.press("resume", new Button.Resume(id, draft)))
                                .row(rename, delete)
                        : Keyboard.NONE.row(rename, delete);
            case REQUESTED, REVOKING, REVOKED, REFUSED -> Keyboard.NONE;
        };
    }

    Rendered confirmDelete(UUID draft) {
        var id = facts.key().key();
        var keyboard = Keyboard.of(
                words.press("yes-delete", new Button.Delete(id, draft)), words.press("keep", new Button.OpenKey(id)));
        return Rendered.of(words.html("confirm-delete", words.name(facts.key())), keyboard);
    }

    Rendered askName() {
        var text = words.html("ask-name", words.name(facts.key()), Integer.toString(Isolated.LONGEST));
        var back = words.press("back", new Button.OpenKey(facts.key().key()));
        return Rendered.of(text, Keyboard.of(back));
    }
}
