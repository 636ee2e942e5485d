package dev.llavero.bot.render;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.person.Languages;
import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Task;
import dev.llavero.bot.text.Html;
import dev.llavero.bot.text.Isolated;
import dev.llavero.bot.text.Phrases;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Reason;
import java.net.URI;
import java.util.UUID;

/** Waiting, refusing, helping. Whatever it is, the next step is a button. */
record Remarks(Facts facts, Words words) {
    static Rendered trouble(Phrases phrases) {
        var words = new Words(phrases, null);
        return Rendered.of(words.html("trouble"), Keyboard.of(words.myKeys()));
    }

    Rendered working(Task task) {
        return Rendered.of(words.html("working." + task), Keyboard.NONE);
    }

    Rendered stillWorking(Task task) {
        return Rendered.of(words.phrases().html("still-working", words.html("working." + task)), Keyboard.NONE);
    }

    Rendered willWrite(Task task) {
        return Rendered.of(
                words.phrases().html("will-write", words.html("working." + task)), Keyboard.of(words.myKeys()));
    }

    Rendered keyDeleted(UUID draft) {
        var another = words.press("get-key", new Button.GetKey(draft));
        return Rendered.of(words.html("key-deleted"), Keyboard.of(another, words.myKeys()));
    }

    Rendered badName(KeyId key) {
        return Rendered.of(
                words.html("bad-name", Integer.toString(Isolated.LONGEST)),
                Keyboard.of(words.press("back", new Button.OpenKey(key))));
    }

    Rendered refused(Reason reason, KeyId key, UUID draft) {
        return Rendered.of(words.html("refused." + reason), Keyboard.of(nextSteps(reason, key, draft)));
    }

    private Option[] nextSteps(Reason reason, KeyId key, UUID draft) {
        return switch (reason) {
            case NO_ROOM, NO_ADDRESS, NO_SUCH_LOCATION, PROTOCOL_NOT_OFFERED ->
                new Option[] {words.press("choose", new Button.Choose(draft)), words.myKeys()};
            case KEY_ENDED, WITHDRAWN -> new Option[] {words.newKey(draft), words.myKeys()};
            case NOT_NOW, HELD ->
                key == null
                        ? new Option[] {words.myKeys()}
                        : new Option[] {words.press("open-key", new Button.OpenKey(key)), words.myKeys()};
            case KEY_LIMIT_REACHED,
                    ENTITLEMENT_ENDED,
                    NO_SUCH_KEY,
                    NOT_YOURS,
                    KEY_EXISTS,
                    NO_SUCH_SERVER,
                    MANAGED_BY_FILE,
                    OTHER -> new Option[] {words.myKeys()};
        };
    }

    Rendered help(UUID draft) {
        return Rendered.of(words.html("help"), menu(draft).row(words.press("language", new Button.ShowLanguages())));
    }

    Rendered languages() {
        var options = Languages.SPOKEN.stream().map(Choices::language).toArray(Option[]::new);
        var back = words.press("back", new Button.ShowHelp());
        return Rendered.of(words.html("languages"), Keyboard.NONE.row(options).row(back));
    }

    Rendered cancelled(UUID draft) {
        return Rendered.of(words.html("cancelled"), menu(draft));
    }

    Rendered unknown(UUID draft) {
        return Rendered.of(words.html("unknown"), menu(draft).row(words.press("help", new Button.ShowHelp())));
    }

    /** @param draft null where there is none: then nothing is offered that makes something */
    Rendered stale(UUID draft) {
        var keyboard = draft == null ? Keyboard.of(words.myKeys()) : menu(draft);
        return Rendered.of(words.html("stale-button"), keyboard.row(words.press("help", new Button.ShowHelp())));
    }

    private Keyboard menu(UUID draft) {
        return Keyboard.of(words.myKeys(), words.newKey(draft));
    }

    Rendered privateChatOnly() {
        var chat = URI.create("https://t.me/" + facts.bot());
        return Rendered.of(
                words.html("private-chat-only"),
                Keyboard.of(new Option.Open(words.phrases().plain("button.private-chat"), chat)));
    }

    Rendered accessEnded() {
        return Rendered.of(words.html("access-ended"), Keyboard.of(words.myKeys()));
    }

    Rendered invitedOnly() {
        return Rendered.of(words.html("invited-only"), Keyboard.NONE);
    }

    Rendered toast(Note note) {
        return Rendered.of(new Html(words.phrases().plain("toast." + note)), Keyboard.NONE);
    }
}
