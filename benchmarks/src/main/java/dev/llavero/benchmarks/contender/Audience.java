package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.Work;
import dev.llavero.testkit.telegram.Telegram;
import dev.llavero.testkit.telegram.TelegramUser;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** People who have started the bot and have a message of it before them. The bot itself has not heard of them yet. */
public final class Audience {
    private static final int AT_ONCE = 8;

    private final Telegram telegram;
    private final List<Member> members;

    /** @param message the bot's, on which the buttons are pressed */
    private record Member(TelegramUser user, int message) {}

    private Audience(Telegram telegram, List<Member> members) {
        this.telegram = telegram;
        this.members = members;
    }

    /** Nobody else may poll meanwhile. */
    public static Audience gather(Telegram telegram, BotApi bot, int size) {
        var members = new Member[size];
        Work.atOnce(size, AT_ONCE, number -> {
            var user = telegram.newUser("Person " + number, "en");
            user.says("/start");
            members[number] = new Member(user, bot.say(user.id(), "Welcome"));
        });
        bot.take(size);
        return new Audience(telegram, Stream.of(members).toList());
    }

    public int size() {
        return members.size();
    }

    public Telegram telegram() {
        return telegram;
    }

    public long chat(int number) {
        return members.get(number).user().id();
    }

    /** Presses the button that makes a key at the best place. Returns the draft, new with each press. */
    public String wantsKey(int number) {
        var draft = draft();
        press(number, "1.g." + draft);
        return draft;
    }

    /** The same, in this place. */
    public String wantsKey(int number, String place) {
        var draft = draft();
        press(number, "1.p." + draft + ".o." + place);
        return draft;
    }

    /** Everybody presses, as fast as the simulator takes it. */
    public void wantKeys(int count) {
        Work.atOnce(count, AT_ONCE, this::wantsKey);
    }

    private void press(int number, String data) {
        var member = members.get(number);
        member.user().forges(data, member.message(), member.user().id());
    }

    private static String draft() {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
