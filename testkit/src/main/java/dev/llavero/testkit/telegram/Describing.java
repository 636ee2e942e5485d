package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Methods about the bot itself, chats and files. */
final class Describing {
    private static final int LARGEST_DOWNLOAD_BYTES = 20 << 20;

    private final World world;

    Describing(World world) {
        this.world = world;
    }

    void offer(Map<String, BotMethod> methods) {
        methods.put("getme", this::getMe);
        methods.put("getchat", this::getChat);
        methods.put("getfile", this::getFile);
        methods.put("setmycommands", this::setMyCommands);
        methods.put("getmycommands", this::getMyCommands);
        methods.put("deletemycommands", this::deleteMyCommands);
        methods.put("setchatmenubutton", this::setChatMenuButton);
        methods.put("getchatmenubutton", this::getChatMenuButton);
        text(methods, "name", "name", 64);
        text(methods, "description", "description", 512);
        text(methods, "shortdescription", "short_description", 120);
    }

    private JsonNode getMe(BotRequest request) {
        return world.bot
                .asUser()
                .put("can_join_groups", true)
                .put("can_read_all_group_messages", false)
                .put("supports_inline_queries", false)
                .put("can_connect_to_business", false)
                .put("has_main_web_app", false);
    }

    private JsonNode getChat(BotRequest request) {
        Chat chat = world.chat(request.chatId());
        if (!chat.started()) throw Refusal.badRequest("chat not found");
        ObjectNode json = chat.peer().asChat().put("accent_color_id", 0).put("max_reaction_count", 11);
        json.putObject("accepted_gift_types");
        return json;
    }

    private JsonNode getFile(BotRequest request) {
        StoredFile file =
                world.files.find(request.text("file_id", "")).orElseThrow(() -> Refusal.badRequest("invalid file_id"));
        if (file.size() > LARGEST_DOWNLOAD_BYTES) throw Refusal.badRequest("file is too big");
        return file.asFile();
    }

    private JsonNode setMyCommands(BotRequest request) {
        world.bot.setCommands(
                request.json("commands"),
                request.json("scope"),
                request.text("language_code", ""),
                world.changes.next());
        return Json.yes();
    }

    private JsonNode getMyCommands(BotRequest request) {
        return world.bot.commands(request.json("scope"), request.text("language_code", ""));
    }

    private JsonNode deleteMyCommands(BotRequest request) {
        world.bot.deleteCommands(request.json("scope"), request.text("language_code", ""), world.changes.next());
        return Json.yes();
    }

    private JsonNode setChatMenuButton(BotRequest request) {
        JsonNode button = request.json("menu_button");
        if (button == null) button = Json.object().put("type", "default");
        if (request.text("chat_id").isEmpty()) world.bot.menuButton(button, world.changes.next());
        else world.chat(request.chatId()).menuButton(button, world.changes.next());
        return Json.yes();
    }

    private JsonNode getChatMenuButton(BotRequest request) {
        JsonNode own = request.text("chat_id").isEmpty()
                ? null
                : world.chat(request.chatId()).menuButton();
        return own == null ? world.bot.menuButton() : own;
    }

    private void text(Map<String, BotMethod> methods, String method, String field, int longest) {
        methods.put("setmy" + method, request -> {
            String value = request.text(field, "");
            if (value.length() > longest) throw Refusal.badRequest("BOT_" + field.toUpperCase() + "_TOO_LONG");
            world.bot.text(field, request.text("language_code", ""), value, world.changes.next());
            return Json.yes();
        });
        methods.put("getmy" + method, request -> Json.object()
                .put(field, world.bot.text(field, request.text("language_code", ""))));
    }
}
