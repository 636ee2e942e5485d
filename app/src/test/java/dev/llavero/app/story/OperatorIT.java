package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.outline.AccessKey;
import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import dev.llavero.testkit.telegram.TelegramMessage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator in the chat invites somebody for a time, hides a server, and takes a key away. */
@Tag("all")
class OperatorIT {
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static final AtomicLong OPERATORS = new AtomicLong(900_000_000L);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Application application;
    private BotUser oscar;

    @BeforeEach
    void behindAClosedDoor() throws Exception {
        SYSTEM.running().stop();
        var operator = OPERATORS.incrementAndGet();
        var key = Files.writeString(SYSTEM.folder().resolve("invitations.key"), "a key that is long enough");
        application = SYSTEM.launch(
                        "invitations",
                        Map.of(
                                "ACCESS", "invite",
                                "OPERATORS", Long.toString(operator),
                                "INVITATION_KEY_FILE", key.toString()))
                .awaitStarted();
        oscar = new BotUser(SYSTEM.telegram().newUser(operator, "Óscar", null, "es"));
    }

    @AfterEach
    void open() {
        try (var last = application) {
            SYSTEM.awaitRest(PATIENCE);
            last.stop();
        }
        SYSTEM.running();
        Invariants.demand(SYSTEM);
    }

    @Test
    void fromAnInvitationToTheEndOfItsTimeAndOn() {
        var link = invitation("none yet");
        var ines = new BotUser(SYSTEM.telegram().newUser("Inés", "es"));
        ines.says("/start");
        ines.sees(message -> message.says("invitación") && message.buttons().isEmpty());
        ines.says("/admin");
        application.armed("batch-handled@key-provisioner-account-commands-in:throw");
        ines.says("/start " + link.substring(link.indexOf('=') + 1));
        ines.presses(BotUser.GET_KEY);
        var first = BotUser.key(ines.seesKey());
        var key = keyOf(ines);
        var held = onServer(key);

        awaitUntil(
                "the grant", "select key_limit::text from keys.entitlement where user_id = ?::uuid", "2", userOf(ines));
        assertTrue(application.struck(), "the grant never came by its crash point");
        ines.says("/newkey outline");
        ines.presses(BotUser.PICK_PLACE);
        ines.sees(
                message -> BotUser.key(message) != null && !BotUser.key(message).equals(first));
        ines.says("/newkey outline");
        ines.presses(BotUser.PICK_PLACE);
        ines.sees(message -> message.says("todas las llaves"));

        SYSTEM.database()
                .change(
                        "update keys.entitlement set ends_at = platform.now() - interval '1 minute' where user_id = '%s'"
                                .formatted(userOf(ines)));
        ines.sees(message -> message.says("Tu tiempo ha terminado"));
        awaitUntil("both keys rest", RESTING, "2", userOf(ines));

        var another = invitation(link);
        ines.says("/start " + another.substring(another.indexOf('=') + 1));
        awaitUntil("both go on", RESTING, "0", userOf(ines));
        assertEquals(held.password(), onServer(key).password(), "the same secret");

        oscar.says("/admin");
        press("1.Af");
        oscar.says(key);
        press("1.Ax.");
        press("1.Ar.");
        awaitUntil("revoked", "select state from views.key_view where key_id = ?::uuid", "REVOKED", key);
        oscar.sees(message -> message.says(key) && !hasButton(message, "1.Ax."));
        assertFalse(SYSTEM.outlines().values().stream()
                .flatMap(server -> server.keys().stream())
                .anyMatch(left -> left.id().equals(key)));
    }

    @Test
    void aServerIsHiddenAndTakenBack() {
        oscar.says("/admin");
        press("1.At");
        oscar.sees(message -> message.says("📊"));
        press("1.Ah");
        press("1.As");
        press("1.Ao.de-1");
        press("1.Ad.de-1.");
        awaitUntil("hidden", "select mode from views.server_view where server_id = ?", "HIDDEN", "de-1");
        press("1.Ao.de-1");
        press("1.Aa.de-1.");
        awaitUntil("back", "select mode from views.server_view where server_id = ?", "ACTIVE", "de-1");
    }

    private static final String RESTING = """
            select count(*)::text from views.key_view where user_id = ?::uuid and suspended = 'ENTITLEMENT_ENDED'
            """;

    private String invitation(String before) {
        oscar.says("/admin");
        press("1.Ai");
        press("1.An.1.2.30");
        return link(
                oscar.sees(message -> link(message) != null && !link(message).equals(before)));
    }

    private static String link(TelegramMessage message) {
        return message.formatted("code").stream()
                .filter(text -> text.startsWith("https://t.me/"))
                .findFirst()
                .orElse(null);
    }

    private void press(String data) {
        Predicate<TelegramMessage> wanted = message -> hasButton(message, data);
        oscar.sees(wanted)
                .button(button ->
                        button.data().filter(is -> is.startsWith(data)).isPresent())
                .press();
    }

    private static boolean hasButton(TelegramMessage message, String data) {
        return message.buttons().stream()
                .anyMatch(button ->
                        button.data().filter(is -> is.startsWith(data)).isPresent());
    }

    private static String userOf(BotUser person) {
        return SYSTEM.database()
                .rows(
                        "select user_id from bot.person where telegram_id = ?",
                        person.telegram().id())
                .getFirst()
                .getFirst();
    }

    private static String keyOf(BotUser person) {
        return SYSTEM.database()
                .rows(
                        "select key_id from bot.interaction where chat_id = ?",
                        person.telegram().id())
                .getFirst()
                .getFirst();
    }

    private static AccessKey onServer(String key) {
        return SYSTEM.outlines().values().stream()
                .flatMap(server -> server.keys().stream())
                .filter(held -> held.id().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitUntil(String what, String query, String wanted, Object... parameters) {
        var seen = SYSTEM.awaitRows(query, rows -> rows.equals(List.of(List.of(wanted))), PATIENCE, parameters);
        assertTrue(seen.equals(List.of(List.of(wanted))), what + ": " + seen);
    }
}
