package dev.llavero.bot.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.platform.observe.Observed;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelegramOutageTest {
    private final Observed observed = new Observed();
    private final TelegramOutage outage = new TelegramOutage("No updates from Telegram", null, observed);

    @Test
    void whileTelegramDoesNotAnswerThatIsTold() {
        outage.goesOn(TelegramTrouble.down("connection refused"));
        assertEquals(Map.of(), observed.missed(), "one failure may be a hiccup");

        outage.goesOn(TelegramTrouble.down("connection refused"));
        assertEquals(Map.of("telegram", "does not answer"), observed.missed());

        outage.over();
        assertEquals(Map.of(), observed.missed());
    }
}
