package dev.llavero.testkit.invariant;

import dev.llavero.testkit.telegram.Telegram.Call;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which keys a call hands over. */
final class HandedOver {
    /** The button that only a message has which hands a key over: to hide it, or to get its file. */
    private static final Pattern BUTTON = Pattern.compile("1\\.[hf]\\.([A-Za-z0-9_-]{22})\\b");

    private HandedOver() {}

    /** As buttons name them. */
    static Stream<String> keys(Call call) {
        return BUTTON.matcher(call.parameters().path("reply_markup").toString())
                .results()
                .map(button -> button.group(1));
    }
}
