package dev.llavero.bot.button;

import static dev.llavero.bot.button.CallbackData.id;
import static dev.llavero.bot.button.CallbackData.join;
import static dev.llavero.bot.button.CallbackData.key;

import dev.llavero.contracts.ServerId;

/** Operators' buttons as {@code callback_data}: their verbs begin with A. */
final class AdminData {
    private AdminData() {}

    static String write(AdminButton button) {
        return switch (button) {
            case AdminButton.Home() -> join("Ah");
            case AdminButton.Servers() -> join("As");
            case AdminButton.OpenServer(var server) -> join("Ao", server.value());
            case AdminButton.HideServer(var server, var draft) -> join("Ad", server.value(), id(draft));
            case AdminButton.ActivateServer(var server, var draft) -> join("Aa", server.value(), id(draft));
            case AdminButton.FindPerson() -> join("Af");
            case AdminButton.OpenKey(var key) -> join("Ak", id(key.value()));
            case AdminButton.AskRevoke(var key) -> join("Ax", id(key.value()));
            case AdminButton.Revoke(var key, var draft) -> join("Ar", id(key.value()), id(draft));
            case AdminButton.Invitations() -> join("Ai");
            case AdminButton.Invite(var people, var keys, var days) ->
                join("An", Integer.toString(people), Integer.toString(keys), Integer.toString(days));
            case AdminButton.Status() -> join("At");
        };
    }

    /** Null for none of these. */
    static Button read(String[] parts) {
        var button =
                switch (parts[1] + (parts.length - 2)) {
                    case "Ah0" -> new AdminButton.Home();
                    case "As0" -> new AdminButton.Servers();
                    case "Ao1" -> new AdminButton.OpenServer(new ServerId(parts[2]));
                    case "Ad2" -> new AdminButton.HideServer(new ServerId(parts[2]), id(parts[3]));
                    case "Aa2" -> new AdminButton.ActivateServer(new ServerId(parts[2]), id(parts[3]));
                    case "Af0" -> new AdminButton.FindPerson();
                    case "Ak1" -> new AdminButton.OpenKey(key(parts[2]));
                    case "Ax1" -> new AdminButton.AskRevoke(key(parts[2]));
                    case "Ar2" -> new AdminButton.Revoke(key(parts[2]), id(parts[3]));
                    case "Ai0" -> new AdminButton.Invitations();
                    case "An3" ->
                        new AdminButton.Invite(
                                Integer.parseInt(parts[2]), Integer.parseInt(parts[3]), Integer.parseInt(parts[4]));
                    case "At0" -> new AdminButton.Status();
                    default -> null;
                };
        return button == null ? null : new Button.Admin(button);
    }
}
