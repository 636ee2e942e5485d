package dev.llavero.bot.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.llavero.bot.render.Facts;
import dev.llavero.bot.render.Rendered;
import dev.llavero.bot.render.Renderer;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send.Form;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScreensTest {
    private static final Facts NOTHING = new Facts(null, null, null, null, null, null, null, null, null, null);

    private static WaitingSend help(long id) {
        var screen = new Screen.Help(new UUID(7, 7));
        return new WaitingSend(id, id, null, Form.MESSAGE, screen, null, null, null, true, "en", false, null, true);
    }

    private static List<Optional<Rendered>> shown(List<Supplier<Optional<Facts>>> read) {
        var rows = LongStream.range(0, read.size()).mapToObj(ScreensTest::help).toList();
        return new Screens(wanted -> Uni.createFrom().item(read))
                .show(rows)
                .await()
                .indefinitely();
    }

    @Test
    void whatCannotBePutTogetherIsAnsweredAndHoldsUpNobody() {
        var shown = shown(List.of(
                () -> {
                    throw new IllegalStateException("what somebody typed");
                },
                () -> Optional.of(NOTHING)));

        assertEquals(Optional.of(Renderer.trouble("en")), shown.get(0));
        assertNotEquals(Optional.empty(), shown.get(1));
        assertNotEquals(Optional.of(Renderer.trouble("en")), shown.get(1));
    }

    @Test
    void whatIsNotKnownYetWaits() {
        assertEquals(List.of(Optional.empty()), shown(List.of(Optional::empty)));
    }
}
