package dev.llavero.bot.talk;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.bot.send.Send;
import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One press of one button. The press itself is always answered, so that its spinner ends. Whose key it is does not matter
 * here: who reads it or is asked for it judges that.
 */
record Press(Incoming.Pressed pressed, Scene scene, Supplier<UUID> drafts) {
    private static final Duration DIALOG = Duration.ofHours(1);

    Reaction of(Button button) {
        return switch (button) {
            case Button.GetKey(var draft) -> create(draft, null, null);
            case Button.Choose(var draft) -> turnTo(new Screen.ChooseProtocol(draft));
            case Button.PickProtocol(var draft, var protocol) -> turnTo(new Screen.ChoosePlace(draft, protocol));
            case Button.PickPlace(var draft, var protocol, var place) -> create(draft, protocol, place);
            case Button.ShowKeys(var after) -> turnTo(new Screen.MyKeys(drafts.get(), after));
            case Button.OpenKey(var key) -> turnTo(card(key));
            case Button.ShowDelivery(var key) -> turnTo(new Screen.Delivery(key));
            case Button.ShowQr(var key) -> answered(new Screen.Nothing()).then(alone(new Screen.Qr(key)));
            case Button.GetFile(var key) -> turnTo(new Screen.ChooseDevice(key));
            case Button.PickDevice(var key, var device) ->
                answered(new Screen.Nothing()).then(alone(new Screen.KeyFile(key, device)));
            case Button.Hide(var key) -> answered(new Screen.Toast(Note.HIDDEN)).then(menu(new Screen.Hidden(key)));
            case Button.Install(var key) -> turnTo(new Screen.InstallApp(key));
            case Button.Check(var key) -> turnTo(new Screen.SelfCheck(key, drafts.get()));
            case Button.AskDelete(var key) -> turnTo(new Screen.ConfirmDelete(key, drafts.get()));
            case Button.Delete(var key, var draft) ->
                order(CommandIds.draft(draft, "delete"), new KeyCommand.RevokeKey(key, me()), Task.REMOVING);
            case Button.Pause(var key, var draft) ->
                order(
                        CommandIds.draft(draft, "pause"),
                        new KeyCommand.SuspendKey(key, SuspendReason.PAUSED, me()),
                        Task.PAUSING);
            case Button.Resume(var key, var draft) ->
                order(CommandIds.draft(draft, "resume"), new KeyCommand.ResumeKey(key, me()), Task.RESUMING);
            case Button.Rename(var key) ->
                turnTo(new Screen.AskName(key)).remember(new Change.BeganDialog(rename(key)));
            case Button.ShowHelp() -> turnTo(new Screen.Help(drafts.get()));
            case Button.ShowLanguages() -> turnTo(new Screen.Languages());
            case Button.PickLanguage(var language) ->
                turnTo(scene.newcomer() ? new Screen.Welcome(drafts.get()) : myKeys())
                        .remember(new Change.ChoseLanguage(language));
            case Button.CloseMessage() -> close();
            case Button.Admin(var what) -> new AdminPress(this).of(what);
        };
    }

    /** From another time, or not of ours. */
    Reaction stale() {
        return answered(new Screen.Toast(Note.STALE_BUTTON)).then(menu(new Screen.StaleButton(drafts.get())));
    }

    private Reaction create(UUID draft, Protocol protocol, LocationCode place) {
        var key = CommandIds.key(draft);
        return order(
                CommandIds.create(draft),
                new KeyCommand.CreateKey(key, user(), protocol, place, null, me()),
                Task.CREATING);
    }

    Reaction order(UUID commandId, KeyCommand command, Task task) {
        var before = scene.asked().get(commandId);
        return before == null
                ? turnTo(new Screen.Working(task)).order(new Order.Ready(commandId, command, task))
                : again(before);
    }

    /** Pressed a second time, or on a second device. */
    private Reaction again(Asked before) {
        if (!before.by().equals(user())) {
            return stale();
        }
        if (!before.done()) {
            return answered(new Screen.Toast(Note.ALREADY_WORKING_ON_IT));
        }
        return switch (before.task()) {
            case CREATING, REMOVING -> turnTo(myKeys());
            case PAUSING, RESUMING, RENAMING -> turnTo(card(before.key()));
        };
    }

    private Reaction close() {
        return pressed.messageId() == null
                ? stale()
                : answered(new Screen.Nothing())
                        .then(Reaction.say(Send.delete(pressed.chatId(), user(), pressed.messageId())));
    }

    /** Answers the press and shows another screen; whoever goes on to something else has left an open dialog. */
    Reaction turnTo(Screen screen) {
        var turned = answered(new Screen.Nothing()).then(menu(screen));
        return scene.dialog() == null ? turned : turned.remember(new Change.EndedDialog());
    }

    private Reaction answered(Screen toast) {
        return Reaction.say(Send.callbackAnswer(pressed.chatId(), user(), pressed.callbackId(), toast));
    }

    private Reaction menu(Screen screen) {
        return Reaction.say(Send.menu(pressed.chatId(), user(), screen).onMessage(pressed.messageId()));
    }

    private Reaction alone(Screen screen) {
        return Reaction.say(Send.message(pressed.chatId(), user(), screen));
    }

    private Screen myKeys() {
        return new Screen.MyKeys(drafts.get(), null);
    }

    private Screen card(KeyId key) {
        return new Screen.KeyCard(key, drafts.get());
    }

    private Dialog rename(KeyId key) {
        return new Dialog(Dialog.Kind.RENAME, key, scene.now().plus(DIALOG));
    }

    UserId user() {
        return scene.person().userId();
    }

    private RequestedBy me() {
        return RequestedBy.user(user());
    }
}
