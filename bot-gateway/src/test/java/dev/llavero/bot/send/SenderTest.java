package dev.llavero.bot.send;

import static dev.llavero.bot.send.SenderWorld.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.button.CallbackData;
import dev.llavero.bot.delivery.OutlineLink;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.bot.send.SenderWorld.Somebody;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.platform.message.Envelope;
import dev.llavero.testkit.telegram.Fault;
import dev.llavero.testkit.telegram.TelegramMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
    private static final UUID DRAFT = new UUID(7, 7);

    @TempDir
    Path folder;

    private SenderWorld world;
    private Somebody ana;

    @BeforeEach
    void start() throws Exception {
        world = new SenderWorld(folder);
        ana = world.somebody("Ana", "es");
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private Send menu(Screen screen) {
        return Send.menu(ana.chat(), ana.id(), screen);
    }

    private Send message(Screen screen) {
        return Send.message(ana.chat(), ana.id(), screen);
    }

    private TelegramMessage sees(String text) {
        return ana.telegram().chat().awaitMessage(message -> message.says(text), PATIENCE);
    }

    private List<TelegramMessage> fromBot() {
        return ana.telegram().chat().messages().stream()
                .filter(TelegramMessage::fromBot)
                .toList();
    }

    @Test
    void theMenuIsEditedInPlaceWhileItIsTheLastMessage() throws Exception {
        world.send(menu(new Screen.Welcome(DRAFT)));
        var welcome = sees("¡Hola!");
        world.send(menu(new Screen.Working(Task.CREATING)));
        assertEquals(welcome.id(), sees("Creando").id());
        world.awaitEmpty();
        assertEquals(1, fromBot().size());
        assertTrue(fromBot().getFirst().buttons().isEmpty(), "the buttons go with the screen they were on");
    }

    /** Nobody's screen is one whose person is not known. */
    @Test
    void aGroupThatIsPointedToThePrivateChatHoldsUpNobody() throws Exception {
        var group = world.telegram.newGroup("Friends", ana.telegram());
        world.send(Send.message(group.id(), null, new Screen.PrivateChatOnly()));
        group.chat().awaitMessage(message -> !message.buttons().isEmpty(), PATIENCE);
        world.send(menu(new Screen.Welcome(DRAFT)));
        sees("¡Hola!");
        world.awaitEmpty();
    }

    @Test
    void aResultThatComesSoonNeedsNoWordBeforeIt() throws Exception {
        world.send(menu(new Screen.Working(Task.CREATING)));
        world.send(menu(new Screen.Help(DRAFT)));
        sees("Cómo funciona");
        world.awaitEmpty();
        assertEquals(1, world.telegram.calls(0, "sendMessage").size());
        assertEquals(0, world.telegram.calls(0, "editMessageText").size());
    }

    @Test
    void aWordThatIsOnItsWayComesBeforeTheResult() throws Exception {
        world.send(menu(new Screen.Working(Task.CREATING)));
        var word = sees("Creando");
        world.send(menu(new Screen.Help(DRAFT)));
        assertEquals(word.id(), sees("Cómo funciona").id());
        world.awaitEmpty();
    }

    @Test
    void afterAnAnswerOfTheirsTheMenuComesAnewAndTheOldOneLosesItsButtons() throws Exception {
        world.send(menu(new Screen.Welcome(DRAFT)));
        var old = sees("¡Hola!");
        world.says(ana, "hola");
        world.send(menu(new Screen.Help(DRAFT)));
        assertNotEquals(old.id(), sees("Cómo funciona").id());
        ana.telegram()
                .chat()
                .awaitMessage(
                        message -> message.id() == old.id() && message.buttons().isEmpty(), PATIENCE);
        world.send(menu(new Screen.Languages()));
        assertEquals(fromBot().getLast().id(), sees("idioma prefieres").id());
    }

    @Test
    void aPressIsAnsweredAndItsMenuChanges() throws Exception {
        world.send(menu(new Screen.Welcome(DRAFT)));
        var press = sees("¡Hola!").button("llave").press();
        world.send(
                Send.callbackAnswer(
                        ana.chat(), ana.id(), press.queryId(), new Screen.Toast(Note.ALREADY_WORKING_ON_IT)),
                menu(new Screen.Working(Task.CREATING)));
        assertEquals(
                "Un momento, ya estoy en ello.", press.awaitAnswer(PATIENCE).text());
        sees("Creando");
        world.awaitEmpty();
    }

    @Test
    void aPressThatTelegramHasForgottenIsDone() throws Exception {
        world.send(Send.callbackAnswer(ana.chat(), ana.id(), "4242", new Screen.Nothing()));
        world.awaitEmpty();
    }

    @Test
    void ofSeveralMenusThatWaitOnlyTheNewestIsSent() throws Exception {
        world.send(
                menu(new Screen.Working(Task.CREATING)),
                message(new Screen.Help(DRAFT)),
                menu(new Screen.Welcome(DRAFT)));
        world.awaitEmpty();
        assertEquals(
                List.of("Cómo funciona", "¡Hola!"),
                fromBot().stream()
                        .map(message -> message.formatted("bold").getFirst())
                        .toList());
    }

    @Test
    void aMenuThatIsGoneIsSentAnew() throws Exception {
        world.send(menu(new Screen.Welcome(DRAFT)));
        ana.telegram().deletes(sees("¡Hola!"));
        world.send(menu(new Screen.Help(DRAFT)));
        sees("Cómo funciona");
        world.awaitEmpty();
    }

    @Test
    void theSameScreenAgainIsDone() throws Exception {
        world.send(menu(new Screen.Welcome(DRAFT)));
        world.awaitEmpty();
        world.send(menu(new Screen.Welcome(DRAFT)));
        world.awaitEmpty();
        assertEquals(1, fromBot().size());
    }

    @Test
    void anEditWhoseAnswerIsLostIsRepeatedAndSeenOnce() throws Exception {
        world.send(menu(new Screen.Welcome(DRAFT)));
        world.awaitEmpty();
        world.telegram.fail("editMessageText", 1, Fault.answerLost());
        world.send(menu(new Screen.Help(DRAFT)));
        world.awaitEmpty();
        assertEquals(1, fromBot().size());
        sees("Cómo funciona");
    }

    @Test
    void whatFailsGoesAgainAndTheChatKeepsItsOrder() throws Exception {
        world.telegram.fail("sendMessage", 2, Fault.serverError());
        world.send(message(new Screen.Help(DRAFT)), message(new Screen.Languages()));
        world.awaitEmpty();
        assertEquals(
                List.of("Cómo funciona", "¿Qué idioma prefieres?"),
                fromBot().stream()
                        .map(message -> message.formatted("bold").getFirst())
                        .toList());
    }

    @Test
    void whenTelegramSaysWaitNobodyIsSentAnything() throws Exception {
        var boris = world.somebody("Boris", "ru");
        world.telegram.fail("sendMessage", 1, Fault.tooManyRequests(1));
        world.send(message(new Screen.Help(DRAFT)));
        world.awaitOutcome("TooFast");
        world.send(Send.message(boris.chat(), boris.id(), new Screen.Help(DRAFT)));
        world.awaitEmpty();
        var calls = world.telegram.calls(0, "sendMessage");
        assertEquals(
                List.of(429, 200, 200),
                calls.stream().map(call -> call.status()).toList());
        var waited = Duration.between(calls.get(0).at(), calls.get(1).at());
        assertTrue(waited.toMillis() >= 990, "waited only " + waited);
    }

    @Test
    void oneChatThatHangsHoldsUpNobodyElse() throws Exception {
        var boris = world.somebody("Boris", "ru");
        world.telegram.fail("sendMessage", 1, Fault.hang(8));
        world.send(message(new Screen.Help(DRAFT)));
        assertTrue(world.telegram.awaitFaultsStruck(PATIENCE));
        world.send(Send.message(boris.chat(), boris.id(), new Screen.Help(DRAFT)));
        boris.telegram().chat().awaitMessage(message -> message.says("Как это работает"), Duration.ofSeconds(4));
        world.telegram.clearFaults();
        world.awaitEmpty();
    }

    @Test
    void weAreNeverTooFastForTelegram() throws Exception {
        world.telegram.rateLimit(true);
        for (int index = 0; index < 6; index++) {
            world.send(message(index % 2 == 0 ? new Screen.Help(DRAFT) : new Screen.Languages()));
        }
        world.awaitEmpty();
        assertEquals(6, fromBot().size());
        assertTrue(world.telegram.calls(0, "sendMessage").stream().noneMatch(call -> call.status() == 429));
    }

    @Test
    void whoBlocksTheBotIsParked() throws Exception {
        ana.telegram().blocksTheBot();
        world.send(message(new Screen.Help(DRAFT)), message(new Screen.Languages()), menu(new Screen.Welcome(DRAFT)));
        world.awaitEmpty();
        var blocked = "select blocked_at is not null from bot.person where telegram_id = $1";
        assertTrue(world.database.rows(blocked, ana.chat()).getFirst().flag(0));
        var calls = world.telegram.calls(0, "sendMessage").size();
        world.send(message(new Screen.Help(DRAFT)));
        world.awaitEmpty();
        assertEquals(calls, world.telegram.calls(0, "sendMessage").size(), "nothing is sent to them");
    }

    @Test
    void markupThatTelegramDoesNotTakeCostsNobodyTheirAnswer() throws Exception {
        world.telegram.fail("sendMessage", 1, new Fault.Refused(400, "Bad Request: can't parse entities"));
        world.send(message(new Screen.Help(DRAFT)));
        assertEquals(List.of(), sees("Cómo funciona").formatted("bold"));
        world.awaitEmpty();
    }

    @Test
    void whatTelegramTakesInNoFormIsDroppedAndCounted() throws Exception {
        world.telegram.fail("sendMessage", 2, new Fault.Refused(400, "Bad Request: no"));
        world.send(message(new Screen.Help(DRAFT)), message(new Screen.Languages()));
        sees("idioma");
        world.awaitEmpty();
        assertEquals(1, world.outcomes("Refused"));
    }

    @Test
    void aRevokedTokenLosesNothing() throws Exception {
        world.telegram.fail("sendMessage", 1, new Fault.Refused(401, "Unauthorized"));
        world.send(message(new Screen.Help(DRAFT)));
        sees("Cómo funciona");
        world.awaitEmpty();
    }

    @Test
    void whatHasExpiredVanishes() throws Exception {
        world.telegram.outage(true);
        world.send(Send.callbackAnswer(ana.chat(), ana.id(), "1", new Screen.Nothing()));
        world.database.passes(Duration.ofSeconds(16));
        world.awaitEmpty();
    }

    @Test
    void theOwnerGetsTheirKeyAndNobodyElseDoes() throws Exception {
        var key = world.keyOf(ana, "Móvil <de> Ana");
        world.send(menu(new Screen.Delivery(key)));
        var link = link("Móvil <de> Ana");
        var delivered = sees("Tu llave está lista");
        assertEquals(List.of(link), delivered.formatted("code"));
        assertEquals(link, delivered.button("Copiar").copyText().orElseThrow());
        assertTrue(delivered.says("Móvil <de> Ana"));

        var eve = world.somebody("Eve", "en");
        world.send(Send.menu(eve.chat(), eve.id(), new Screen.Delivery(key)));
        var refused = eve.telegram().chat().awaitMessage(message -> message.says("no longer valid"), PATIENCE);
        assertFalse(refused.says("ss://"));
        world.awaitEmpty();
    }

    @Test
    void aKeyWhoseCredentialIsSomebodyElsesIsNotOpened() throws Exception {
        var eve = world.somebody("Eve", "en");
        var key = world.credential(ana);
        world.view(eve, key, null);
        world.send(Send.menu(eve.chat(), eve.id(), new Screen.Delivery(key)));
        var shown = eve.telegram().chat().awaitMessage(TelegramMessage::fromBot, PATIENCE);
        assertFalse(shown.says("ss://"));
        world.awaitEmpty();
    }

    @Test
    void thePictureIsAMessageOfItsOwnAndNeverTheMenu() throws Exception {
        var key = world.keyOf(ana, null);
        world.send(menu(new Screen.Delivery(key)));
        var menu = sees("lista");
        world.send(message(new Screen.Qr(key)));
        var picture = ana.telegram().chat().awaitMessage(TelegramMessage::hasPhoto, PATIENCE);
        assertNotEquals(menu.id(), picture.id());
        assertFalse(picture.says("ss://"));
        world.send(Send.delete(ana.chat(), ana.id(), picture.id()));
        ana.telegram().chat().awaitDeletion(picture, PATIENCE);
        world.awaitEmpty();
    }

    @Test
    void aKeyIsHiddenWhereItStandsAlsoUnderAPicture() throws Exception {
        var key = world.keyOf(ana, null);
        world.send(menu(new Screen.Delivery(key)));
        var delivered = sees("lista");
        world.send(message(new Screen.Qr(key)));
        ana.telegram().chat().awaitMessage(TelegramMessage::hasPhoto, PATIENCE);
        world.send(menu(new Screen.Hidden(key)).onMessage((long) delivered.id()));
        ana.telegram()
                .chat()
                .awaitMessage(message -> message.id() == delivered.id() && !message.says("ss://"), PATIENCE);
        world.awaitEmpty();
        assertEquals(2, fromBot().size());
        assertTrue(fromBot().stream().noneMatch(message -> message.says("ss://")));
    }

    @Test
    void whatTelegramNoLongerDeletesItsReaderIsAskedToDelete() throws Exception {
        var key = world.keyOf(ana, null);
        world.send(message(new Screen.Qr(key)));
        var picture = ana.telegram().chat().awaitMessage(TelegramMessage::hasPhoto, PATIENCE);
        world.telegram.advanceClock(Duration.ofHours(49));
        world.send(Send.delete(ana.chat(), ana.id(), picture.id()));
        sees("Borra este tú");
        world.awaitEmpty();
    }

    @Test
    void aNewKeyIsShownFromItsEventWhenTheViewIsBehind() throws Exception {
        var key = world.credential(ana);
        world.send(menu(new Screen.Delivery(key)).after(created(key)));
        assertEquals(List.of(link("Países Bajos")), sees("lista").formatted("code"));
        world.awaitEmpty();
    }

    @Test
    void aNewKeyIsShownFromItsEventHoweverLongTheProcessWasAway() throws Exception {
        var key = world.credential(ana);
        world.telegram.outage(true);
        world.send(menu(new Screen.Delivery(key)).after(created(key)));
        world.change(
                "update bot.send set created_at = created_at - interval '10 minutes' where screen ->> 'key' = $1",
                key.toString());
        world.telegram.outage(false);
        assertEquals(List.of(link("Países Bajos")), sees("lista").formatted("code"));
        world.awaitEmpty();
    }

    @Test
    void aKeyWithoutANameIsCalledAfterItsPlaceInEnglishWhereTheirLanguageHasNoWord() throws Exception {
        var boris = world.somebody("Boris", "ru");
        world.send(Send.menu(boris.chat(), boris.id(), new Screen.Delivery(world.keyOf(boris, null))));
        var delivered = boris.telegram().chat().awaitMessage(message -> message.says("ss://"), PATIENCE);
        assertEquals(List.of(link("Netherlands")), delivered.formatted("code"));
        world.awaitEmpty();
    }

    @Test
    void theFirstKeyOnANewServerWaitsUntilThatIsKnown() throws Exception {
        var key = world.credential(ana);
        world.change("delete from views.server_view_v1");
        world.send(menu(new Screen.Delivery(key)).after(created(key)));
        world.awaitPasses(3);
        assertEquals(1, world.waiting(), "not shown before its server is known");
        world.servers();
        assertEquals(List.of(link("Países Bajos")), sees("lista").formatted("code"));
        world.awaitEmpty();
    }

    @Test
    void aServerThatDoesNotComeDoesNotSilenceItsChatForEver() throws Exception {
        var key = world.credential(ana);
        world.change("delete from views.server_view_v1");
        world.send(menu(new Screen.Delivery(key)).after(created(key)));
        world.change("update bot.send set created_at = created_at - interval '10 minutes'");
        sees("Algo falló");
        world.awaitEmpty();
    }

    @Test
    void aPausedKeyIsShownAsPausedWhileTheViewStillHasItActive() throws Exception {
        var key = world.keyOf(ana, null);
        var paused = event(new KeyEvent.KeySuspended(key, ana.id(), SuspendReason.PAUSED), 3);
        world.send(menu(new Screen.KeyCard(key, DRAFT)).after(paused));
        assertTrue(sees("pausada por ti").hasButton("Activar"));
        world.awaitEmpty();
    }

    @Test
    void aViewThatIsTooFarBehindIsWaitedFor() throws Exception {
        var key = world.keyOf(ana, null);
        var paused = event(new KeyEvent.KeySuspended(key, ana.id(), SuspendReason.PAUSED), 5);
        world.send(menu(new Screen.KeyCard(key, DRAFT)).after(paused));
        world.awaitPasses(3);
        assertEquals(1, world.waiting(), "not shown before the view has followed");
        world.change("update views.key_view_v1 set version = 4 where key_id = $1", key.value());
        sees("pausada por ti");
        world.awaitEmpty();
    }

    @Test
    void anOldKeyboardIsTakenAwayWithoutATrace() throws Exception {
        world.send(Send.removeKeyboard(ana.chat(), ana.id()), menu(new Screen.Welcome(DRAFT)));
        sees("¡Hola!");
        world.awaitEmpty();
        assertEquals(1, fromBot().size());
        assertTrue(world.telegram.calls(0, "sendMessage").stream()
                .anyMatch(call -> call.parameters().toString().contains("remove_keyboard")));
    }

    @Test
    void anOldKeyboardIsTakenAwayOnceAlsoWhenItsWordCannotBe() throws Exception {
        world.telegram.fail("deleteMessage", 100, Fault.serverError());
        world.send(Send.removeKeyboard(ana.chat(), ana.id()), menu(new Screen.Welcome(DRAFT)));
        sees("¡Hola!");
        world.awaitEmpty();
        assertEquals(2, world.telegram.calls(0, "sendMessage").size(), "the word and the welcome");
    }

    @Test
    void aMessageThatCannotBeNamedToTelegramHoldsUpNobody() throws Exception {
        world.send(Send.delete(ana.chat(), ana.id(), 3_000_000_000L), message(new Screen.Help(DRAFT)));
        sees("Cómo funciona");
        world.awaitEmpty();
    }

    @Test
    void whereTelegramCountsAnewTheMenuIsEditedInPlaceToo() throws Exception {
        world.change("update bot.chat set menu_message_id = 2000000000, last_message_id = 2000000000");
        world.send(menu(new Screen.Welcome(DRAFT)));
        var welcome = sees("¡Hola!");
        world.awaitEmpty();
        world.send(menu(new Screen.Help(DRAFT)));
        assertEquals(welcome.id(), sees("Cómo funciona").id());
        world.awaitEmpty();
        assertEquals(1, fromBot().size());
    }

    @Test
    void whereTelegramCountsAnewTheMenuFromBeforeIsForgotten() throws Exception {
        world.change("update bot.chat set menu_message_id = 2000000000, last_message_id = 2000000000");
        world.send(message(new Screen.Help(DRAFT)));
        var help = sees("Cómo funciona");
        world.awaitEmpty();
        var known = world.database
                .rows("select menu_message_id, last_message_id from bot.chat where chat_id = $1", ana.chat())
                .getFirst();
        assertTrue(known.isNull(0));
        assertEquals(help.id(), known.number(1));
    }

    @Test
    void aScreenFromAnotherVersionDoesNotHoldUpItsChat() throws Exception {
        world.send(menu(new Screen.Welcome(DRAFT)));
        world.change("""
                insert into bot.send (chat_id, user_id, lane, form, screen) values ($1, $2, 0, 'MENU', '{"screen": "Later"}')
                """, ana.chat(), ana.id().value());
        sees("ya no vale");
        world.awaitEmpty();
    }

    @Test
    void everyButtonThatIsSentCanBeReadAgain() throws Exception {
        var key = world.keyOf(ana, null);
        world.send(menu(new Screen.KeyCard(key, DRAFT)));
        var shown = sees("Estado");
        assertEquals(
                new Button.Pause(key, DRAFT),
                CallbackData.read(shown.button("Pausar").data().orElseThrow()).orElseThrow());
        shown.buttons()
                .forEach(button -> assertTrue(
                        CallbackData.read(button.data().orElseThrow()).isPresent()));
    }

    private static String link(String name) {
        return OutlineLink.render(
                "chacha20-ietf-poly1305", SenderWorld.PASSWORD, "nl1.example.org", SenderWorld.PORT, name);
    }

    private Envelope<KeyEvent> created(KeyId key) {
        var nl = new LocationCode("nl");
        return event(
                new KeyEvent.KeyCreated(
                        key, ana.id(), Protocol.OUTLINE, nl, new ServerId("nl-1"), SenderWorld.PORT, null),
                2);
    }

    private static Envelope<KeyEvent> event(KeyEvent event, long version) {
        var id = UUID.randomUUID();
        return new Envelope<>(id, event, Instant.parse("2026-03-05T10:00:00Z"), version, id, null, null);
    }
}
