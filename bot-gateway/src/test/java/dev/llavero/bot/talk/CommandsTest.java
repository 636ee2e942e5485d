package dev.llavero.bot.talk;

import static dev.llavero.bot.talk.Story.draft;

import dev.llavero.bot.screen.Screen;
import dev.llavero.contracts.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/keys", "/llaves", "/config", "/KEYS", " /keys ", "/keys@llavero_bot", "/keys@Llavero_Bot now"})
    void theKeys(String text) {
        Story.withAna().says(text).sees(new Screen.MyKeys(draft(1), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/newkey", "/nuevaclave", "/create", "/crear", "/newkey openvpn"})
    void aNewKeyBeginsWithItsType(String text) {
        Story.withAna().says(text).sees(new Screen.ChooseProtocol(draft(1))).asksForNothing();
    }

    @ParameterizedTest
    @CsvSource({"/newkey outline, OUTLINE", "/crear WireGuard, WIREGUARD", "'/newkey\noutline', OUTLINE"})
    void aNewKeyOfANamedTypeGoesOnToThePlace(String text, Protocol protocol) {
        Story.withAna()
                .says(text)
                .sees(new Screen.ChoosePlace(draft(1), protocol))
                .asksForNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/help", "/ayuda"})
    void help(String text) {
        Story.withAna().says(text).sees(new Screen.Help(draft(1)));
    }

    @Test
    void languages() {
        Story.withAna().says("/language").sees(new Screen.Languages());
    }

    @Test
    void cancelling() {
        Story.withAna().says("/cancel").sees(new Screen.Cancelled(draft(1)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "hola",
                "/",
                "/nosuchcommand",
                "/keys@another_bot",
                "// keys",
                "/ключи",
                "<b>&[x](tg://)",
                "\u202e\u200b\u200f",
                "keys"
            })
    void whateverElseGetsAHint(String text) {
        Story.withAna().says(text).sees(new Screen.Unknown(draft(1))).asksForNothing();
    }

    @Test
    void fourThousandCharactersFromRightToLeftGetAHint() {
        Story.withAna().says("\u202e\u0627\u0301\u200d".repeat(1024)).sees(new Screen.Unknown(draft(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"🛡️ Mis Llaves", "🛡 Mis Llaves", "Mis Llaves"})
    void theEarlierBotsKeyboardShowsTheKeys(String label) {
        Story.withAna().says(label).sees(new Screen.MyKeys(draft(1), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"➕ Crear Nueva", "🔑 Создать"})
    void theEarlierBotsKeyboardMakesAKey(String label) {
        Story.withAna().says(label).sees(new Screen.ChooseProtocol(draft(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⚙️ Ayuda",
                "ℹ️ Помощь",
                "📊 Estado",
                "📊 Статус",
                "⏰ Продлить",
                "🌍 Геолокация",
                "💳 История платежей"
            })
    void whatTheEarlierBotsCouldDoAndThisCannotYetShowsHelp(String label) {
        Story.withAna().says(label).sees(new Screen.Help(draft(1)));
    }
}
