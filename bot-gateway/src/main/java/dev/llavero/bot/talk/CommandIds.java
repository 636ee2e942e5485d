package dev.llavero.bot.talk;

import dev.llavero.bot.button.AdminButton;
import dev.llavero.bot.button.Button;
import dev.llavero.contracts.KeyId;
import dev.llavero.platform.message.Ids;
import java.util.Optional;
import java.util.UUID;

/** The ids of commands, made from what a person did. A draft gives one command, however often its button is pressed. */
public final class CommandIds {
    private CommandIds() {}

    /** The command that this button gives; empty for buttons that only show something. */
    public static Optional<UUID> of(Button button) {
        return switch (button) {
            case Button.GetKey(var draft) -> Optional.of(create(draft));
            case Button.PickPlace(var draft, var protocol, var place) -> Optional.of(create(draft));
            case Button.Delete(var key, var draft) -> Optional.of(draft(draft, "delete"));
            case Button.Pause(var key, var draft) -> Optional.of(draft(draft, "pause"));
            case Button.Resume(var key, var draft) -> Optional.of(draft(draft, "resume"));
            case Button.Choose choose -> Optional.empty();
            case Button.PickProtocol pick -> Optional.empty();
            case Button.ShowKeys show -> Optional.empty();
            case Button.OpenKey open -> Optional.empty();
            case Button.ShowDelivery show -> Optional.empty();
            case Button.ShowQr show -> Optional.empty();
            case Button.GetFile get -> Optional.empty();
            case Button.PickDevice pick -> Optional.empty();
            case Button.Hide hide -> Optional.empty();
            case Button.Install install -> Optional.empty();
            case Button.Check check -> Optional.empty();
            case Button.AskDelete ask -> Optional.empty();
            case Button.Rename rename -> Optional.empty();
            case Button.ShowHelp show -> Optional.empty();
            case Button.ShowLanguages show -> Optional.empty();
            case Button.PickLanguage pick -> Optional.empty();
            case Button.CloseMessage close -> Optional.empty();
            case Button.Admin(AdminButton.Revoke(var key, var draft)) -> Optional.of(draft(draft, "revoke"));
            case Button.Admin admin -> Optional.empty();
        };
    }

    static UUID create(UUID draft) {
        return Ids.from("draft", draft.toString());
    }

    static UUID draft(UUID draft, String verb) {
        return Ids.from("draft", draft.toString(), verb);
    }

    /** The key that a draft stands for. */
    static KeyId key(UUID draft) {
        return new KeyId(Ids.from("key", draft.toString()));
    }

    static UUID update(UUID identity) {
        return Ids.from("update", identity.toString());
    }
}
