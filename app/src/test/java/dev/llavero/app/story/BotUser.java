package dev.llavero.app.story;

import dev.llavero.testkit.telegram.TelegramButton;
import dev.llavero.testkit.telegram.TelegramMessage;
import dev.llavero.testkit.telegram.TelegramUser;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Predicate;

/** Somebody with a phone, who knows what the buttons do whatever language they are in. */
record BotUser(TelegramUser telegram) {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String GET_KEY = "g";
    static final String OPEN_KEY = "k";
    static final String ASK_DELETE = "x";
    static final String DELETE = "d";
    static final String SHOW = "s";
    static final String QR = "q";
    static final String PICK_PLACE = "p";
    static final String GET_FILE = "f";
    static final String PICK_DEVICE = "o";

    TelegramMessage says(String text) {
        return telegram.says(text);
    }

    /** The message that has a button of this verb. */
    TelegramMessage seesButton(String verb) {
        return sees(message -> has(message, verb));
    }

    TelegramMessage seesKey() {
        return sees(message -> key(message) != null);
    }

    /** Picks the place where it is to be. */
    void asksForWireGuard(String place) {
        asksFor("wireguard", place);
    }

    void asksForOutline(String place) {
        asksFor("outline", place);
    }

    private void asksFor(String protocol, String place) {
        var wanted = does(PICK_PLACE).and(button -> button.data().orElseThrow().endsWith("." + place));
        telegram.chat()
                .awaitMessageAfter(
                        says("/newkey " + protocol).change(),
                        message -> message.buttons().stream().anyMatch(wanted),
                        PATIENCE)
                .button(wanted)
                .press();
    }

    TelegramMessage sees(Predicate<TelegramMessage> wanted) {
        return telegram.chat()
                .awaitMessage(message -> message.fromBot() && !message.deleted() && wanted.test(message), PATIENCE);
    }

    void presses(String verb) {
        seesButton(verb).button(does(verb)).press();
    }

    /** The {@code ss://} in a message, null if there is none. */
    static String key(TelegramMessage message) {
        return message.formatted("code").stream()
                .filter(text -> text.startsWith("ss://"))
                .findFirst()
                .orElse(null);
    }

    static boolean has(TelegramMessage message, String verb) {
        return message.buttons().stream().anyMatch(does(verb));
    }

    /** Buttons name keys by the bytes of their ids. */
    static boolean isAbout(TelegramButton button, String key) {
        var id = UUID.fromString(key);
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        var named = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return button.data().filter(data -> data.contains(named)).isPresent();
    }

    static Predicate<TelegramButton> does(String verb) {
        return button ->
                button.data().filter(data -> data.startsWith("1." + verb + ".")).isPresent();
    }
}
