package dev.llavero.bot.render;

import static dev.llavero.bot.render.Sights.ANA;
import static dev.llavero.bot.render.Sights.DRAFT;
import static dev.llavero.bot.render.Sights.EVE;
import static dev.llavero.bot.render.Sights.LINK;
import static dev.llavero.bot.render.Sights.PHONE;
import static dev.llavero.bot.render.Sights.facts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.text.TelegramHtml;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerMode;
import dev.llavero.testkit.Gen;
import dev.llavero.views.keys.KeyView.State;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RendererTest {
    private static final int LONGEST_TEXT = 4096;
    private static final int MOST_BUTTONS = 100;

    static Stream<Screen> screensOfAKey() {
        return Stream.of(
                new Screen.Delivery(PHONE),
                new Screen.Hidden(PHONE),
                new Screen.Qr(PHONE),
                new Screen.InstallApp(PHONE),
                new Screen.SelfCheck(PHONE, DRAFT),
                new Screen.KeyCard(PHONE, DRAFT),
                new Screen.ConfirmDelete(PHONE, DRAFT),
                new Screen.AskName(PHONE));
    }

    @ParameterizedTest
    @MethodSource("screensOfAKey")
    void anotherPersonsKeyLooksLikeOneThatDoesNotExist(Screen screen) {
        var theirs = Sights.key(PHONE, EVE, State.ACTIVE, null, true);
        var forged = Renderer.render(screen, facts(theirs, List.of()), "en");
        var missing = Renderer.render(screen, facts(null, List.of()), "en");
        assertEquals(missing, forged);
        assertEquals(Renderer.render(new Screen.StaleButton(null), facts(null, List.of()), "en"), forged);
    }

    @Test
    void aKeyWithoutItsCredentialIsTroubleAndNotAnEmptyLink() {
        var seen = facts(Sights.active(), List.of());
        var unopened = new Facts(
                ANA,
                seen.key(),
                seen.keys(),
                seen.names(),
                seen.servers(),
                seen.places(),
                null,
                "bot",
                seen.zone(),
                seen.admin());
        assertEquals(Renderer.trouble("en"), Renderer.render(new Screen.Delivery(PHONE), unopened, "en"));
        assertEquals(Renderer.trouble("en"), Renderer.render(new Screen.Qr(PHONE), unopened, "en"));
    }

    @Test
    void theKeyIsInTheTextInTheButtonAndInThePicture() {
        var delivery = Renderer.render(new Screen.Delivery(PHONE), facts(Sights.active(), List.of()), "es");
        assertTrue(TelegramHtml.shown(delivery.text()).contains(LINK.reveal()));
        assertEquals(
                List.of(LINK),
                options(delivery)
                        .filter(Option.Copy.class::isInstance)
                        .map(copy -> ((Option.Copy) copy).text())
                        .toList());
        var qr = Renderer.render(new Screen.Qr(PHONE), facts(Sights.active(), List.of()), "es");
        assertEquals(LINK, qr.picture());
        assertFalse(TelegramHtml.shown(qr.text()).contains("ss://"));
    }

    @Test
    void nothingThatIsRenderedPrintsTheKey() {
        var seen = facts(Sights.active(), List.of());
        for (var screen : List.of(new Screen.Delivery(PHONE), new Screen.Qr(PHONE))) {
            assertFalse(Renderer.render(screen, seen, "en").toString().contains("ss://"));
        }
        assertFalse(seen.toString().contains("Phone"));
        assertFalse(seen.toString().contains("ss://"));
    }

    @Test
    void onlyAnActiveKeyIsHandedOut() {
        for (var state : State.values()) {
            var key = Sights.key(PHONE, ANA, state, null, true);
            if (state != State.ACTIVE && state != State.SUSPENDED) {
                var shown = Renderer.render(new Screen.Delivery(PHONE), facts(key, List.of()), "en");
                assertFalse(shown.text().markup().contains("ss://"), state.name());
                assertNull(
                        Renderer.render(new Screen.Qr(PHONE), facts(key, List.of()), "en")
                                .picture(),
                        state.name());
            }
        }
    }

    /** The one tap of a newcomer: the biggest button is the first. */
    @Test
    void gettingAKeyIsTheFirstButtonOfTheFirstScreen() {
        var welcome = Renderer.render(new Screen.Welcome(DRAFT), Sights.offering(), "ru");
        assertEquals(new Button.GetKey(DRAFT), pressed(welcome).getFirst());
    }

    @Test
    void theFastestPlaceComesFirstAndOnlyPlacesWithRoomAfterIt() {
        var choice = Renderer.render(
                new Screen.ChoosePlace(DRAFT, Protocol.OUTLINE), Sights.offering(Protocol.OUTLINE), "en");
        assertEquals(
                new Button.PickPlace(DRAFT, Protocol.OUTLINE, null),
                pressed(choice).getFirst());
        var wireguard = Renderer.render(
                new Screen.ChoosePlace(DRAFT, Protocol.WIREGUARD), Sights.offering(Protocol.OUTLINE), "en");
        assertTrue(pressed(wireguard).stream().noneMatch(Button.PickPlace.class::isInstance));
    }

    @Test
    void thePageAfterBeginsAfterTheLastKeyShown() {
        var page = Renderer.render(new Screen.MyKeys(DRAFT, null), facts(null, Sights.keys(9)), "en");
        assertEquals(
                8,
                pressed(page).stream().filter(Button.OpenKey.class::isInstance).count());
        assertTrue(pressed(page).contains(new Button.ShowKeys(Sights.number(8))));
    }

    @Test
    void whateverPeopleCallTheirKeysTelegramTakesEveryScreen() {
        Gen.forAll(200, gen -> {
            var names = Map.of(PHONE, gen.text(), Sights.number(2), gen.text());
            var seen = facts(Sights.active(), Sights.keys(9), names, ServerMode.ACTIVE);
            Stream.concat(screensOfAKey(), Stream.of(new Screen.MyKeys(DRAFT, null)))
                    .forEach(screen -> {
                        var rendered = Renderer.render(screen, seen, "ru");
                        assertTrue(TelegramHtml.shown(rendered.text()).length() <= LONGEST_TEXT);
                        assertTrue(options(rendered).count() <= MOST_BUTTONS);
                        assertTrue(options(rendered)
                                .noneMatch(option -> option.label().isBlank()));
                    });
        });
    }

    private static Stream<Option> options(Rendered rendered) {
        return rendered.keyboard().rows().stream().flatMap(List::stream);
    }

    private static List<Button> pressed(Rendered rendered) {
        return options(rendered)
                .filter(Option.Press.class::isInstance)
                .map(press -> ((Option.Press) press).button())
                .toList();
    }
}
