package dev.llavero.testkit.crowd;

import dev.llavero.testkit.Gen;
import dev.llavero.testkit.telegram.TelegramButton;
import dev.llavero.testkit.telegram.TelegramMessage;
import dev.llavero.testkit.telegram.TelegramUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes a key of either kind, deletes it, makes another; knows the buttons by what they do, whatever language they are in. */
final class Visitor {
    /** Longer than any fault lasts. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** Telegram forgets a press that nobody has fetched for 150 s: the button stops spinning, and one presses again. */
    private static final Duration SPINS = Duration.ofSeconds(155);

    /** A list may be behind while its reader is down: then one asks again. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** Outline is what is recommended, so it is what more people have. */
    private static final double WIREGUARD = 0.4;

    private static final String GET_KEY = "g";
    private static final String CHOOSE = "c";
    private static final String PICK_PLACE = "p";
    private static final String OPEN_KEY = "k";
    private static final String HIDE = "h";
    private static final String GET_FILE = "f";
    private static final String ASK_DELETE = "x";
    private static final String DELETE = "d";

    private final TelegramUser user;
    private final Gen gen;
    private final Consumer<Wait> answered;
    private final CompletableFuture<Void> firstKey = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile Wait wait;

    /** As buttons name it; null while there is none. */
    private String key;

    /** The message that offers a new key, if it is the last that was shown. */
    private TelegramMessage offer;

    Visitor(TelegramUser user, Gen gen, Consumer<Wait> answered) {
        this.user = user;
        this.gen = gen;
        this.answered = answered;
    }

    CompletableFuture<Void> firstKey() {
        return firstKey;
    }

    CompletableFuture<Void> end() {
        return end;
    }

    Optional<Wait> waits() {
        return Optional.ofNullable(wait);
    }

    void begin(BooleanSupplier leaving) {
        Thread.ofVirtual().name(user.name()).start(() -> {
            try {
                live(leaving);
                end.complete(null);
            } catch (Throwable failure) {
                var told = new AssertionError(user.name() + ": " + failure.getMessage(), failure);
                firstKey.completeExceptionally(told);
                end.completeExceptionally(told);
            }
        });
    }

    private void live(BooleanSupplier leaving) {
        offer = waiting("the first answer", () -> ask("/start", message -> has(message, GET_KEY)));
        makeKey();
        firstKey.complete(null);
        while (!leaving.getAsBoolean()) {
            if (gen.chance(0.2)) {
                waiting("help", this::askForHelp);
            } else if (key != null) {
                deleteKey();
            } else {
                makeKey();
            }
        }
    }

    private void makeKey() {
        key = gen.chance(WIREGUARD)
                ? waiting("a WireGuard key", this::makeWireGuardKey)
                : waiting("a key", this::makeRecommendedKey);
    }

    private String makeRecommendedKey() {
        var menu = offer != null ? offer : ask("/keys", message -> has(message, GET_KEY));
        return handedOver(press(menu.button(does(GET_KEY)), Visitor::handsOver));
    }

    /** Whoever is refused one is content with what is recommended. */
    private String makeWireGuardKey() {
        var places = ask("/newkey wireguard", message -> has(message, PICK_PLACE));
        var shown = press(places.button(does(PICK_PLACE)), message -> handsOver(message) || has(message, CHOOSE));
        offer = null;
        return handsOver(shown) ? handedOver(shown) : makeRecommendedKey();
    }

    private void deleteKey() {
        var card = waiting("the list of keys", this::findKey);
        offer = waiting("the end of a key", () -> {
            var sure = press(card.button(does(ASK_DELETE)), message -> has(message, DELETE));
            return press(sure.button(does(DELETE)), message -> has(message, GET_KEY) && !has(message, ASK_DELETE));
        });
        key = null;
    }

    /** The card of our key, opened from a list if need be. */
    private TelegramMessage findKey() {
        var shown = ask("/keys", message -> hasOurs(message, ASK_DELETE) || hasOurs(message, OPEN_KEY));
        if (hasOurs(shown, ASK_DELETE)) {
            return shown;
        }
        return press(shown.button(does(OPEN_KEY).and(this::isOurs)), message -> hasOurs(message, ASK_DELETE));
    }

    private TelegramMessage askForHelp() {
        offer = null;
        return ask("/help", message -> true);
    }

    /** Says it again as long as what is shown is not what has to be true by now. */
    private TelegramMessage ask(String words, Predicate<TelegramMessage> wanted) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var asked = user.says(words);
            try {
                return see(asked.change(), wanted, LOOK_AGAIN);
            } catch (AssertionError notYet) {
                if (System.nanoTime() > until) {
                    throw notYet;
                }
            }
        }
    }

    /** The answer to the first press counts, too, if it comes that late. */
    private TelegramMessage press(TelegramButton button, Predicate<TelegramMessage> wanted) {
        var first = button.press().change();
        try {
            return see(first, wanted, SPINS);
        } catch (AssertionError forgotten) {
            button.press();
            return see(first, wanted, PATIENCE);
        }
    }

    private <T> T waiting(String what, Supplier<T> until) {
        wait = new Wait(user.name(), what, Instant.now(), null);
        var answer = until.get();
        answered.accept(wait.answered());
        wait = null;
        return answer;
    }

    private TelegramMessage see(long after, Predicate<TelegramMessage> wanted, Duration patience) {
        return user.chat().awaitMessageAfter(after, wanted, patience);
    }

    private static boolean handsOver(TelegramMessage message) {
        var link = message.formatted("code").stream().anyMatch(text -> text.startsWith("ss://"));
        return link && has(message, HIDE) || has(message, GET_FILE);
    }

    private static String handedOver(TelegramMessage message) {
        return subject(message.button(does(HIDE).or(does(GET_FILE))));
    }

    private boolean hasOurs(TelegramMessage message, String verb) {
        return message.buttons().stream().anyMatch(does(verb).and(this::isOurs));
    }

    private boolean isOurs(TelegramButton button) {
        return subject(button).equals(key);
    }

    /** What the button is about: {@code version.verb.subject}. */
    private static String subject(TelegramButton button) {
        return button.data().map(data -> data.split("\\.", -1)[2]).orElseThrow();
    }

    private static boolean has(TelegramMessage message, String verb) {
        return message.buttons().stream().anyMatch(does(verb));
    }

    private static Predicate<TelegramButton> does(String verb) {
        return button ->
                button.data().filter(data -> data.startsWith("1." + verb + ".")).isPresent();
    }
}
