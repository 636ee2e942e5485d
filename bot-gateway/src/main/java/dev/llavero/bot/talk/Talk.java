package dev.llavero.bot.talk;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.button.CallbackData;
import dev.llavero.bot.person.Languages;
import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Decides what the bot does about one update. Pure: the same update in the same scene has the same reaction. */
public final class Talk {
    private static final Duration POINT_AGAIN = Duration.ofHours(1);

    private static final Pattern NEVER = Pattern.compile("(?!)");

    private final String botName;
    private final Supplier<UUID> drafts;
    private final Pattern mention;

    /**
     * @param botName without {@code @}; empty when Telegram does not say
     * @param drafts new ids for the buttons of new screens
     */
    public Talk(String botName, Supplier<UUID> drafts) {
        this.botName = botName;
        this.drafts = drafts;
        this.mention = botName.isEmpty()
                ? NEVER
                : Pattern.compile("@" + Pattern.quote(botName.toLowerCase(Locale.ROOT)) + "(?![a-z0-9_])");
    }

    public Reaction decide(Incoming incoming, Scene scene) {
        return switch (incoming) {
            case Incoming.Said said ->
                greeting(said, scene).then(scene.admitted() ? answer(said, scene) : turnAway(said, scene));
            case Incoming.Pressed pressed -> scene.admitted() ? press(pressed, scene) : turnAway(pressed, scene);
            case Incoming.SaidInGroup said -> pointToPrivateChat(said, scene);
            case Incoming.PressedInGroup(var identity, var chat, var callback) ->
                Reaction.say(Send.callbackAnswer(chat, null, callback, new Screen.Toast(Note.STALE_BUTTON)));
            case Incoming.BlockedTheBot(var identity, var who) -> Reaction.NONE.remember(new Change.Blocked(who));
            case Incoming.CameBack(var identity, var who) -> Reaction.NONE.remember(new Change.Unblocked(who));
            case Incoming.Ignored ignored -> Reaction.NONE;
            case Incoming.Unreadable unreadable -> Reaction.NONE;
        };
    }

    /** What somebody brought along with {@code /start}. */
    public static Optional<String> payload(Incoming.Said said) {
        return Wish.in(said.text(), "").filter(Wish.Start.class::isInstance).map(start -> ((Wish.Start) start)
                .payload());
    }

    /** One polite line, and no button. */
    private static Reaction turnAway(Incoming.Said said, Scene scene) {
        return Reaction.say(Send.message(said.chatId(), scene.person().userId(), new Screen.InvitedOnly()));
    }

    private static Reaction turnAway(Incoming.Pressed pressed, Scene scene) {
        return Reaction.say(Send.callbackAnswer(
                pressed.chatId(), scene.person().userId(), pressed.callbackId(), new Screen.Toast(Note.INVITED_ONLY)));
    }

    private static Reaction greeting(Incoming.Said said, Scene scene) {
        return scene.greeted()
                ? Reaction.NONE
                : Reaction.say(Send.removeKeyboard(said.chatId(), scene.person().userId()))
                        .remember(new Change.Greeted());
    }

    private Reaction answer(Incoming.Said said, Scene scene) {
        var wish = Wish.in(said.text(), botName);
        if (wish.isPresent()) {
            return endDialog(scene).then(grant(wish.get(), said, scene));
        }
        if (scene.inDialog()) {
            return goOn(scene.dialog(), said, scene);
        }
        return Wish.onKeyboard(said.text())
                .map(label -> grant(label, said, scene))
                .orElseGet(() -> show(said, scene, unknown(scene)));
    }

    private Reaction grant(Wish wish, Incoming.Said said, Scene scene) {
        return switch (wish) {
            case Wish.Start(var payload) -> {
                var shown = show(said, scene, first(scene));
                yield payload == null ? shown : shown.remember(new Change.CameWith(payload));
            }
            case Wish.NewKey(var protocol) ->
                show(
                        said,
                        scene,
                        protocol == null
                                ? new Screen.ChooseProtocol(drafts.get())
                                : new Screen.ChoosePlace(drafts.get(), protocol));
            case Wish.Keys keys -> show(said, scene, myKeys());
            case Wish.Help help -> show(said, scene, new Screen.Help(drafts.get()));
            case Wish.Language language -> show(said, scene, new Screen.Languages());
            case Wish.Cancel cancel -> show(said, scene, new Screen.Cancelled(drafts.get()));
            case Wish.Admin admin ->
                show(said, scene, scene.operator() ? new Screen.Admin(new AdminPage.Home()) : unknown(scene));
            case Wish.Strange strange -> show(said, scene, unknown(scene));
        };
    }

    private Reaction goOn(Dialog dialog, Incoming.Said said, Scene scene) {
        return switch (dialog.kind()) {
            case RENAME ->
                KeyName.of(said.text())
                        .map(name -> new Order.Rename(CommandIds.update(said.identity()), dialog.key(), name))
                        .map(rename -> show(said, scene, new Screen.Working(rename.task()))
                                .order(rename)
                                .remember(new Change.EndedDialog()))
                        .orElseGet(() -> show(said, scene, new Screen.BadName(dialog.key())));
            case FIND -> {
                var found = AdminSearch.page(said.text());
                var shown = show(said, scene, scene.operator() ? new Screen.Admin(found) : unknown(scene));
                yield found instanceof AdminPage.AskWhom ? shown : shown.remember(new Change.EndedDialog());
            }
        };
    }

    private Reaction press(Incoming.Pressed pressed, Scene scene) {
        return CallbackData.read(pressed.data())
                .filter(button -> possible(button, scene))
                .map(button -> new Press(pressed, scene, drafts).of(button))
                .orElseGet(() -> new Press(pressed, scene, drafts).stale());
    }

    /** What {@code callback_data} can say and no screen of ours does. */
    private static boolean possible(Button button, Scene scene) {
        var spoken = !(button instanceof Button.PickLanguage(var language)) || Languages.speaks(language);
        return spoken && (scene.operator() || !(button instanceof Button.Admin));
    }

    private Reaction pointToPrivateChat(Incoming.SaidInGroup said, Scene scene) {
        var mentioned = said.text() != null
                && mention.matcher(said.text().toLowerCase(Locale.ROOT)).find();
        var pointedLately =
                scene.pointedAt() != null && scene.pointedAt().plus(POINT_AGAIN).isAfter(scene.now());
        return mentioned && !pointedLately
                ? Reaction.say(Send.message(said.chatId(), null, new Screen.PrivateChatOnly()))
                        .remember(new Change.PointedToPrivateChat())
                : Reaction.NONE;
    }

    private static Reaction endDialog(Scene scene) {
        return scene.dialog() == null ? Reaction.NONE : Reaction.NONE.remember(new Change.EndedDialog());
    }

    private static Reaction show(Incoming.Said said, Scene scene, Screen screen) {
        return Reaction.say(Send.menu(said.chatId(), scene.person().userId(), screen));
    }

    private Screen unknown(Scene scene) {
        return scene.firstContact() ? welcome() : new Screen.Unknown(drafts.get());
    }

    private Screen first(Scene scene) {
        if (scene.invitation() != null && scene.invitation().hasTerms()) {
            return new Screen.Invited(
                    drafts.get(), scene.invitation().keys(), scene.invitation().days());
        }
        return scene.firstContact() ? welcome() : myKeys();
    }

    private Screen welcome() {
        return new Screen.Welcome(drafts.get());
    }

    private Screen myKeys() {
        return new Screen.MyKeys(drafts.get(), null);
    }
}
