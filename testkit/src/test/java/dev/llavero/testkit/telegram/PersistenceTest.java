package dev.llavero.testkit.telegram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {
    @TempDir
    Path state;

    @Test
    void everythingIsThereAfterARestart() throws Exception {
        long id;
        long change;
        byte[] content = "a file".getBytes();
        try (TelegramSimulator before = TelegramSimulator.start(0, state)) {
            TelegramUser ana = before.telegram().newUser("Ana", "es");
            id = ana.id();
            ana.says("confirmed");
            ana.sendsDocument(content, "a.txt", "pending");
            Bot bot = new Bot(before);
            bot.updates(bot.updates(0).getFirst().path("update_id").asInt() + 1);
            bot.result("sendMessage", """
                    {"chat_id":%d,"text":"<b>menu</b>","parse_mode":"HTML","reply_markup":{"inline_keyboard":[[
                    {"text":"Go","callback_data":"go"}]]}}""".formatted(id));
            ana.blocksTheBot();
            change = ana.chat().change();
        }
        try (TelegramSimulator after = TelegramSimulator.start(0, state)) {
            Telegram telegram = after.telegram();
            assertEquals(1, telegram.updates().confirmed().size());
            assertEquals(2, telegram.updates().pending().size());
            TelegramChat chat = telegram.user(id).chat();
            assertEquals(change, chat.change());
            assertArrayEquals(content, chat.messages().get(1).document());
            TelegramMessage menu = chat.lastFromBot().orElseThrow();
            assertEquals("menu", menu.formatted("bold").getFirst());
            menu.button("Go").press();
            assertEquals(
                    "go",
                    new Bot(after)
                            .updates(0)
                            .getLast()
                            .at("/callback_query/data")
                            .asText());
            assertTrue(new Bot(after)
                    .refusal("sendMessage", "{\"chat_id\":" + id + ",\"text\":\"x\"}")
                    .startsWith("403"));
            assertEquals(4, telegram.user(id).says("I am back").id());
        }
    }
}
