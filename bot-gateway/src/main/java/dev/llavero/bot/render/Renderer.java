package dev.llavero.bot.render;

import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.text.Html;
import dev.llavero.bot.text.Phrases;
import java.util.function.Supplier;

/** Screen, facts and language in; text and keyboard out. */
public final class Renderer {
    private final Facts facts;
    private final Choices choices;
    private final KeyScreens keys;
    private final Remarks remarks;
    private final Words words;

    private Renderer(Facts facts, String language) {
        this.words = new Words(Phrases.in(language), facts);
        this.facts = facts;
        this.choices = new Choices(facts, words);
        this.keys = new KeyScreens(facts, words);
        this.remarks = new Remarks(facts, words);
    }

    public static Rendered render(Screen screen, Facts facts, String language) {
        return new Renderer(facts, language).render(screen);
    }

    /** For when the screen itself could not be made. */
    public static Rendered trouble(String language) {
        return Remarks.trouble(Phrases.in(language));
    }

    private Rendered render(Screen screen) {
        return switch (screen) {
            case Screen.Welcome(var draft) -> choices.welcome(draft);
            case Screen.Invited(var draft, var keys, var days) -> choices.invited(draft, keys, days);
            case Screen.ChooseProtocol(var draft) -> choices.protocol(draft);
            case Screen.ChoosePlace(var draft, var protocol) -> choices.place(draft, protocol);
            case Screen.Working(var task) -> remarks.working(task);
            case Screen.StillWorking(var task) -> remarks.stillWorking(task);
            case Screen.WillWrite(var task) -> remarks.willWrite(task);
            case Screen.Delivery _ -> owned(keys::delivery);
            case Screen.Hidden _ -> owned(keys::hidden);
            case Screen.Qr _ -> owned(keys::qr);
            case Screen.ChooseDevice _ -> owned(keys::chooseDevice);
            case Screen.KeyFile(var _, var device) -> owned(() -> keys.file(device));
            case Screen.InstallApp _ -> owned(keys::install);
            case Screen.SelfCheck(var _, var draft) -> owned(new SelfCheck(facts, words, draft)::screen);
            case Screen.MyKeys(var draft, var after) -> keys.list(draft, after);
            case Screen.KeyCard(var _, var draft, var elsewhere) ->
                owned(() -> elsewhere ? keys.elsewhere() : keys.card(draft));
            case Screen.ConfirmDelete(var _, var draft) -> owned(() -> keys.confirmDelete(draft));
            case Screen.KeyDeleted(var draft) -> remarks.keyDeleted(draft);
            case Screen.AskName _ -> owned(keys::askName);
            case Screen.BadName(var key) -> remarks.badName(key);
            case Screen.Refused(var reason, var key, var draft) -> remarks.refused(reason, key, draft);
            case Screen.Help(var draft) -> remarks.help(draft);
            case Screen.Languages() -> remarks.languages();
            case Screen.Cancelled(var draft) -> remarks.cancelled(draft);
            case Screen.Unknown(var draft) -> remarks.unknown(draft);
            case Screen.StaleButton(var draft) -> remarks.stale(draft);
            case Screen.AccessEnded() -> remarks.accessEnded();
            case Screen.InvitedOnly() -> remarks.invitedOnly();
            case Screen.PrivateChatOnly() -> remarks.privateChatOnly();
            case Screen.Admin(var page) -> new AdminScreens(facts, words).page(page);
            case Screen.Toast(var note) -> remarks.toast(note);
            case Screen.Nothing() -> Rendered.of(new Html(""), Keyboard.NONE);
        };
    }

    /** Buttons are client input: whoever asks about a key that is not theirs learns nothing, not even that it exists. */
    private Rendered owned(Supplier<Rendered> screen) {
        return facts.owned() ? screen.get() : remarks.stale(null);
    }
}
