package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.bot.button.AdminButton;
import dev.llavero.bot.button.Button;
import dev.llavero.bot.button.CallbackData;
import dev.llavero.bot.screen.Device;
import dev.llavero.contracts.KeyId;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever comes twice, in another order, or under another number counts once; and nothing that comes is lost. */
class RepeatsIT {
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static final Duration REST = Duration.ofSeconds(60);

    @BeforeAll
    static void start() {
        SYSTEM.running();
    }

    @AfterEach
    void invariantsHold() {
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    @Test
    void twentyCreatesAtOnceWithALimitOfTwoMakeTwoKeys() {
        var greedy = new BotUser(SYSTEM.telegram().newUser("Greedy", "ru"));
        greedy.says("/start");
        var menu = greedy.seesButton(BotUser.GET_KEY);

        IntStream.range(0, 20)
                .mapToObj(n -> CallbackData.write(new Button.GetKey(UUID.randomUUID())))
                .parallel()
                .forEach(data -> greedy.telegram().forges(data, menu.id(), menu.chatId()));
        awaitDecided(greedy, 20);
        SYSTEM.awaitRest(REST);

        assertEquals(2, keys(greedy, "ACTIVE").size());
        assertEquals(18, keys(greedy, "REFUSED").size());
        assertEquals(2, heldOf(greedy));
    }

    @Test
    void twoDevicesThatPressOneButtonMakeOneKey() {
        var bea = new BotUser(SYSTEM.telegram().newUser("Bea", "es"));
        bea.says("/start");
        var button = bea.seesButton(BotUser.GET_KEY).button("");

        Stream.of(1, 2, 3, 4, 5).parallel().forEach(device -> button.press());
        bea.seesKey();
        SYSTEM.awaitRest(REST);

        assertEquals(1, keys(bea, "ACTIVE").size());
        assertEquals(0, keys(bea, "REFUSED").size());
    }

    @Test
    void updatesThatComeTwiceAndInAnotherOrderCountOnce() {
        var telegram = SYSTEM.telegram();
        var carl = new BotUser(telegram.newUser("Carl", "en"));
        carl.says("/start");
        var menu = carl.seesButton(BotUser.GET_KEY);
        telegram.outage(true);
        carl.telegram().forges(CallbackData.write(new Button.GetKey(UUID.randomUUID())), menu.id(), menu.chatId());
        carl.says("/help");
        telegram.duplicatePendingUpdates();
        telegram.reorderPendingUpdates(7);
        telegram.outage(false);

        carl.seesKey();
        SYSTEM.awaitRest(REST);

        assertEquals(1, keys(carl, "ACTIVE").size());
    }

    @Test
    void updateIdsThatRestartLowerLoseNothing() {
        var telegram = SYSTEM.telegram();
        var dora = new BotUser(telegram.newUser("Dora", "en"));
        dora.says("/start");
        dora.seesButton(BotUser.GET_KEY);
        SYSTEM.awaitRest(REST);

        telegram.restartUpdateIds(1);
        dora.presses(BotUser.GET_KEY);

        dora.seesKey();
        SYSTEM.awaitRest(REST);
        assertEquals(1, keys(dora, "ACTIVE").size());
    }

    @Test
    void aStrangersButtonChangesNothing() {
        var eve = new BotUser(SYSTEM.telegram().newUser("Eve", "en"));
        var fred = new BotUser(SYSTEM.telegram().newUser("Fred", "en"));
        fred.says("/start");
        fred.presses(BotUser.GET_KEY);
        fred.seesKey();
        fred.asksForWireGuard("nl");
        fred.seesButton(BotUser.GET_FILE);
        SYSTEM.awaitRest(REST);
        var before = known(fred);
        assertEquals(2, before.size());
        eve.says("/start");
        var menu = eve.seesButton(BotUser.GET_KEY);

        for (var row : before) {
            var forged = namingAKey(KeyId.of(row.getFirst()));
            assertEquals(everyButtonThatNamesAKey(), kinds(forged));
            for (var button : forged) {
                eve.telegram().forges(CallbackData.write(button), menu.id(), menu.chatId());
            }
            SYSTEM.awaitRest(REST);
            eve.says("A name that Eve gives");
        }
        SYSTEM.awaitRest(REST);

        assertEquals(before, known(fred));
        assertEquals(
                0,
                eve.telegram().chat().messages().stream()
                        .filter(message -> BotUser.key(message) != null || message.hasPhoto() || message.hasDocument())
                        .count());
    }

    /** The last of them waits for a name. */
    private static List<Button> namingAKey(KeyId key) {
        return List.of(
                new Button.Delete(key, UUID.randomUUID()),
                new Button.Pause(key, UUID.randomUUID()),
                new Button.Resume(key, UUID.randomUUID()),
                new Button.ShowDelivery(key),
                new Button.ShowQr(key),
                new Button.GetFile(key),
                new Button.PickDevice(key, Device.ANDROID),
                new Button.Hide(key),
                new Button.Install(key),
                new Button.Check(key),
                new Button.AskDelete(key),
                new Button.OpenKey(key),
                new Button.ShowKeys(key),
                new Button.Admin(new AdminButton.OpenKey(key)),
                new Button.Admin(new AdminButton.AskRevoke(key)),
                new Button.Admin(new AdminButton.Revoke(key, UUID.randomUUID())),
                new Button.Rename(key));
    }

    private static Set<Class<?>> kinds(List<Button> buttons) {
        return buttons.stream()
                .<Class<?>>map(button -> button instanceof Button.Admin(var what) ? what.getClass() : button.getClass())
                .collect(Collectors.toSet());
    }

    private static Set<Class<?>> everyButtonThatNamesAKey() {
        return Stream.of(Button.class, AdminButton.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .filter(button -> Stream.of(button.getRecordComponents())
                        .anyMatch(part -> part.getType().equals(KeyId.class)))
                .collect(Collectors.toSet());
    }

    /** All that is known of somebody's keys, and all that can be changed. */
    private static List<List<String>> known(BotUser user) {
        return SYSTEM.database().rows("""
                select k.id, k.state, k.server_id, k.generation, v.state, v.name
                  from keys.key k join bot.person p using (user_id) join views.key_view v on v.key_id = k.id
                 where p.telegram_id = ? order by k.id
                """, user.telegram().id());
    }

    private static void awaitDecided(BotUser user, int commands) {
        var decided = SYSTEM.awaitRows(
                """
                select k.id from keys.key k join bot.person p using (user_id)
                 where p.telegram_id = ? and k.state in ('ACTIVE', 'REFUSED')
                """, rows -> rows.size() == commands, REST, user.telegram().id());
        assertEquals(commands, decided.size());
    }

    private static List<String> keys(BotUser user, String state) {
        return SYSTEM.database().rows("""
                        select k.id from keys.key k join bot.person p using (user_id)
                         where p.telegram_id = ? and k.state = ?
                        """, user.telegram().id(), state).stream()
                .map(List::getFirst)
                .toList();
    }

    private static long heldOf(BotUser user) {
        var ids = keys(user, "ACTIVE");
        return SYSTEM.outlines().values().stream()
                .flatMap(outline -> outline.keys().stream())
                .filter(key -> ids.contains(key.id()))
                .count();
    }
}
