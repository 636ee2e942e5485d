package dev.llavero.bot.render;

import static dev.llavero.bot.render.Sights.ANA;
import static dev.llavero.bot.render.Sights.DRAFT;
import static dev.llavero.bot.render.Sights.PHONE;
import static dev.llavero.bot.render.Sights.facts;
import static dev.llavero.bot.render.Sights.key;
import static dev.llavero.bot.render.Sights.offering;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.screen.Device;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.views.keys.KeyView;
import dev.llavero.views.keys.KeyView.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every screen as a person sees it, in approved files: read {@code src/test/resources/screens/en.txt} to know the bot.
 * Approve a change with {@code ./mvnw -pl bot-gateway -am test -Dllavero.golden=write} and read the difference.
 */
class ScreensTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "screens");
    private static final boolean WRITE = "write".equals(System.getProperty("llavero.golden"));

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "ru"})
    void everyScreenIsAsApproved(String language) throws Exception {
        var now = all(language).entrySet().stream()
                .map(sight -> "──── " + sight.getKey() + "\n" + sight.getValue() + "\n")
                .collect(Collectors.joining("\n"));
        var file = FOLDER.resolve(language + ".txt");
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, now);
        }
        assertEquals(Files.readString(file), now);
    }

    @Test
    void everyKindOfScreenIsAmongThem() {
        var shown =
                all("en").keySet().stream().map(title -> title.split("[ :]")[0]).collect(Collectors.toSet());
        for (var screen : Screen.class.getPermittedSubclasses()) {
            if (screen != Screen.Nothing.class) {
                assertEquals(true, shown.contains(screen.getSimpleName()), screen.getSimpleName());
            }
        }
    }

    private static Map<String, String> all(String language) {
        var sights = new LinkedHashMap<String, String>();
        new Album(sights, language).fill();
        return sights;
    }

    private record Album(Map<String, String> sights, String language) {
        void fill() {
            toAKey();
            waiting();
            theKey();
            myKeys();
            oneKey();
            refusals();
            theRest();
            forOperators();
        }

        private void add(String title, Screen screen, Facts facts) {
            sights.put(title, Sights.seen(Renderer.render(screen, facts, language)));
        }

        private void toAKey() {
            add("Welcome", new Screen.Welcome(DRAFT), offering());
            add("Invited", new Screen.Invited(DRAFT, 2, 30), offering());
            add("Invited: as many keys as everybody", new Screen.Invited(DRAFT, 0, 30), offering());
            add("ChooseProtocol", new Screen.ChooseProtocol(DRAFT), offering(Protocol.values()));
            add("ChooseProtocol: there is only one", new Screen.ChooseProtocol(DRAFT), offering(Protocol.OUTLINE));
            add("ChoosePlace", new Screen.ChoosePlace(DRAFT, Protocol.OUTLINE), offering(Protocol.values()));
            add("ChoosePlace: no room anywhere", new Screen.ChoosePlace(DRAFT, Protocol.OUTLINE), offering());
        }

        private void waiting() {
            for (var task : Task.values()) {
                add("Working: " + task, new Screen.Working(task), offering());
            }
            add("StillWorking", new Screen.StillWorking(Task.CREATING), offering());
            add("WillWrite", new Screen.WillWrite(Task.CREATING), offering());
        }

        private void theKey() {
            add("Delivery", new Screen.Delivery(PHONE), facts(Sights.active(), List.of()));
            add("Delivery: paused", new Screen.Delivery(PHONE), facts(paused(), List.of()));
            add("Hidden", new Screen.Hidden(PHONE), facts(Sights.active(), List.of()));
            add("Qr", new Screen.Qr(PHONE), facts(Sights.active(), List.of()));
            wireGuardKey();
            add("InstallApp", new Screen.InstallApp(PHONE), facts(Sights.active(), List.of()));
            for (var mode : ServerMode.values()) {
                check("server " + mode, Sights.active(), mode);
            }
            check("server unknown", Sights.active(), null);
            for (var why : SuspendReason.values()) {
                check(why.toString(), key(PHONE, ANA, State.SUSPENDED, why, true), ServerMode.ACTIVE);
            }
            check("being made", key(PHONE, ANA, State.REQUESTED, null, true), ServerMode.ACTIVE);
            check("ended", key(PHONE, ANA, State.REVOKED, null, true), ServerMode.ACTIVE);
        }

        private void wireGuardKey() {
            var key = facts(Sights.wireGuard(true), List.of());
            add("Delivery: WireGuard", new Screen.Delivery(PHONE), key);
            add("Qr: WireGuard", new Screen.Qr(PHONE), key);
            add("ChooseDevice", new Screen.ChooseDevice(PHONE), key);
            for (var device : Device.values()) {
                add("KeyFile: " + device, new Screen.KeyFile(PHONE, device), key);
            }
            add(
                    "KeyFile: a key without a name",
                    new Screen.KeyFile(PHONE, Device.LINUX),
                    facts(Sights.wireGuard(false), List.of(), Map.of(), ServerMode.ACTIVE));
            add(
                    "KeyFile: an Outline key has none",
                    new Screen.KeyFile(PHONE, Device.IOS),
                    facts(Sights.active(), List.of()));
            add("InstallApp: WireGuard", new Screen.InstallApp(PHONE), key);
            check("WireGuard", Sights.wireGuard(true), ServerMode.ACTIVE);
        }

        private void check(String title, KeyView key, ServerMode mode) {
            add(
                    "SelfCheck: " + title,
                    new Screen.SelfCheck(PHONE, DRAFT),
                    facts(key, List.of(), Map.of(PHONE, "Phone"), mode));
        }

        private void myKeys() {
            add("MyKeys: none", new Screen.MyKeys(DRAFT, null), facts(null, List.of()));
            add("MyKeys: one", new Screen.MyKeys(DRAFT, null), facts(null, List.of(Sights.active())));
            add("MyKeys: four", new Screen.MyKeys(DRAFT, null), facts(null, Sights.keys(4)));
            add("MyKeys: the first page", new Screen.MyKeys(DRAFT, null), facts(null, Sights.keys(9)));
            add("MyKeys: the last page", new Screen.MyKeys(DRAFT, Sights.number(8)), facts(null, Sights.keys(1)));
            add("MyKeys: past the end", new Screen.MyKeys(DRAFT, Sights.number(8)), facts(null, List.of()));
        }

        private void oneKey() {
            add("KeyCard", new Screen.KeyCard(PHONE, DRAFT), facts(Sights.active(), Sights.keys(2)));
            add("KeyCard: elsewhere", new Screen.KeyCard(PHONE, DRAFT, true), facts(Sights.active(), Sights.keys(2)));
            for (var state : State.values()) {
                if (state != State.SUSPENDED) {
                    card(state.toString(), key(PHONE, ANA, state, null, false));
                }
            }
            for (var why : SuspendReason.values()) {
                card(why.toString(), key(PHONE, ANA, State.SUSPENDED, why, false));
            }
            add("ConfirmDelete", new Screen.ConfirmDelete(PHONE, DRAFT), facts(Sights.active(), List.of()));
            add("KeyDeleted", new Screen.KeyDeleted(DRAFT), offering());
            add("AskName", new Screen.AskName(PHONE), facts(Sights.active(), List.of()));
            add("BadName", new Screen.BadName(PHONE), offering());
        }

        private void card(String title, KeyView key) {
            add(
                    "KeyCard: the only key, without a name, " + title,
                    new Screen.KeyCard(PHONE, DRAFT),
                    facts(key, List.of(key), Map.of(), ServerMode.ACTIVE));
        }

        private void refusals() {
            for (var reason : Reason.values()) {
                add("Refused: " + reason, new Screen.Refused(reason, null, DRAFT), offering());
            }
            add("Refused: NOT_NOW, of a key", new Screen.Refused(Reason.NOT_NOW, PHONE, DRAFT), offering());
        }

        private void forOperators() {
            admin("menu", new AdminPage.Home(), AdminFacts.NONE);
            admin("no servers", new AdminPage.Servers(), AdminFacts.NONE);
            var servers = Sights.loads();
            admin("servers", new AdminPage.Servers(), servers);
            admin("a server", new AdminPage.OneServer(Sights.NL, null, DRAFT), servers);
            admin("a server, asked to hide", new AdminPage.OneServer(Sights.NL, ServerMode.HIDDEN, DRAFT), servers);
            admin("a hidden one that is silent", new AdminPage.OneServer(new ServerId("nl-2"), null, DRAFT), servers);
            admin("no such server", new AdminPage.OneServer(new ServerId("xx-1"), null, DRAFT), servers);
            admin("whom", new AdminPage.AskWhom(false), AdminFacts.NONE);
            admin("whom, again", new AdminPage.AskWhom(true), AdminFacts.NONE);
            admin("nobody", new AdminPage.OnePerson(77), AdminFacts.NONE);
            admin("a person without keys", new AdminPage.OnePerson(77), Sights.person(List.of()));
            admin("a person", new AdminPage.OnePerson(77), Sights.person(Sights.keys(3)));
            admin("a key", new AdminPage.OneKey(PHONE), Sights.person(List.of()), Sights.active());
            admin(
                    "a key that is gone",
                    new AdminPage.OneKey(PHONE),
                    AdminFacts.NONE,
                    key(PHONE, ANA, State.REVOKED, null, true));
            admin("no such key", new AdminPage.OneKey(PHONE), AdminFacts.NONE);
            admin("revoke", new AdminPage.ConfirmRevoke(PHONE, DRAFT), Sights.person(List.of()), Sights.active());
            admin("invitations", new AdminPage.Invitations(), AdminFacts.NONE);
            var invitation = new AdminPage.Invitation(DRAFT, 5, LocalDate.of(2026, 4, 4), 2, 30);
            admin("invitation", invitation, Sights.link());
            admin("invitation, without a key to sign it", invitation, AdminFacts.NONE);
            admin("status", new AdminPage.Status(), Sights.waiting(3L));
            admin("status, the broker is away", new AdminPage.Status(), Sights.waiting(null));
            admin("unreadable", new AdminPage.Status(), AdminFacts.UNREADABLE);
        }

        private void admin(String title, AdminPage page, AdminFacts facts) {
            admin(title, page, facts, null);
        }

        private void admin(String title, AdminPage page, AdminFacts facts, KeyView about) {
            add("Admin: " + title, new Screen.Admin(page), Sights.operator(about, facts));
        }

        private static KeyView paused() {
            return key(PHONE, ANA, State.SUSPENDED, SuspendReason.PAUSED, true);
        }

        private void theRest() {
            add("Help", new Screen.Help(DRAFT), offering());
            add("Languages", new Screen.Languages(), offering());
            add("Cancelled", new Screen.Cancelled(DRAFT), offering());
            add("Unknown", new Screen.Unknown(DRAFT), offering());
            add("StaleButton", new Screen.StaleButton(DRAFT), offering());
            add("AccessEnded", new Screen.AccessEnded(), offering());
            add("InvitedOnly", new Screen.InvitedOnly(), offering());
            add("PrivateChatOnly", new Screen.PrivateChatOnly(), offering());
            for (var note : Note.values()) {
                add("Toast: " + note, new Screen.Toast(note), offering());
            }
            sights.put("(our fault)", Sights.seen(Renderer.trouble(language)));
        }
    }
}
