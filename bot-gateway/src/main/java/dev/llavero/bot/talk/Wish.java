package dev.llavero.bot.talk;

import dev.llavero.contracts.Protocol;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A wish in words: a command or one of the labels that the earlier bots had on their keyboards. */
sealed interface Wish {
    /** @param payload null if there is none, or none that Telegram would have let through */
    record Start(String payload) implements Wish {}

    /** @param protocol null if not said */
    record NewKey(Protocol protocol) implements Wish {}

    record Keys() implements Wish {}

    record Help() implements Wish {}

    record Language() implements Wish {}

    record Cancel() implements Wish {}

    /** What operators have and nobody else knows of. */
    record Admin() implements Wish {}

    /** A command that this bot does not have. */
    record Strange() implements Wish {}

    Pattern COMMAND = Pattern.compile("/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\\s+(.*))?", Pattern.DOTALL);
    Pattern PAYLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /** The picture of the help label passes as a letter. */
    Pattern NOT_A_WORD = Pattern.compile("[^\\p{L} ]|\u2139");

    Set<String> KEYS_LABELS = Set.of("mis llaves");
    Set<String> NEW_KEY_LABELS = Set.of("crear nueva", "создать");
    /** Help, and what the earlier bots could do that this one cannot yet. */
    Set<String> HELP_LABELS =
            Set.of("ayuda", "помощь", "estado", "статус", "продлить", "геолокация", "история платежей");

    Map<String, Protocol> PROTOCOLS = Map.of("outline", Protocol.OUTLINE, "wireguard", Protocol.WIREGUARD);

    /** Empty when it is none: then it is a text, and belongs to an open dialog. */
    static Optional<Wish> in(String text, String botName) {
        if (text == null) {
            return Optional.empty();
        }
        var said = text.strip();
        return said.startsWith("/") ? Optional.of(command(said, botName)) : Optional.empty();
    }

    private static Wish command(String said, String botName) {
        var match = COMMAND.matcher(said);
        if (!match.matches() || (match.group(2) != null && !match.group(2).equalsIgnoreCase(botName))) {
            return new Strange();
        }
        var rest = match.group(3) == null ? "" : match.group(3).strip();
        return switch (match.group(1).toLowerCase(Locale.ROOT)) {
            case "start" -> new Start(PAYLOAD.matcher(rest).matches() ? rest : null);
            case "newkey", "nuevaclave", "create", "crear" -> new NewKey(PROTOCOLS.get(rest.toLowerCase(Locale.ROOT)));
            case "keys", "llaves", "config" -> new Keys();
            case "help", "ayuda" -> new Help();
            case "language" -> new Language();
            case "admin" -> new Admin();
            case "cancel" -> new Cancel();
            default -> new Strange();
        };
    }

    /** The words on a keyboard's button, with or without its picture. */
    static Optional<Wish> onKeyboard(String text) {
        if (text == null || text.length() > 40) {
            return Optional.empty();
        }
        var label = NOT_A_WORD.matcher(text).replaceAll("").strip().toLowerCase(Locale.ROOT);
        if (KEYS_LABELS.contains(label)) {
            return Optional.of(new Keys());
        }
        if (NEW_KEY_LABELS.contains(label)) {
            return Optional.of(new NewKey(null));
        }
        return HELP_LABELS.contains(label) ? Optional.of(new Help()) : Optional.empty();
    }
}
