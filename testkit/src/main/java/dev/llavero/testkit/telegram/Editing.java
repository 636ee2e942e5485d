package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Methods that change or remove what is there, and the answer to a pressed button. */
final class Editing {
    private static final long DELETABLE_SECONDS = 48 * 3600;
    private static final int LONGEST_ANSWER = 200;
    private static final int MOST_DELETED_AT_ONCE = 100;

    private final World world;
    private final Composing composing;

    Editing(World world, Composing composing) {
        this.world = world;
        this.composing = composing;
    }

    void offer(Map<String, BotMethod> methods) {
        methods.put("editmessagetext", this::editText);
        methods.put("editmessagecaption", this::editCaption);
        methods.put("editmessagereplymarkup", this::editReplyMarkup);
        methods.put("editmessagemedia", this::editMedia);
        methods.put("deletemessage", this::deleteMessage);
        methods.put("deletemessages", this::deleteMessages);
        methods.put("answercallbackquery", this::answerCallbackQuery);
    }

    private JsonNode editText(BotRequest request) {
        FormattedText text = composing.text(request);
        Message old = editable(request);
        if (old.hasFile()) throw Refusal.badRequest("there is no text in the message to edit");
        return edit(request, old, text);
    }

    private JsonNode editCaption(BotRequest request) {
        FormattedText caption = composing.caption(request);
        Message old = editable(request);
        if (!old.hasFile()) throw Refusal.badRequest("there is no caption in the message to edit");
        return edit(request, old, caption);
    }

    private JsonNode edit(BotRequest request, Message old, FormattedText body) {
        JsonNode keyboard = keyboard(request);
        if (old.looksLike(body, keyboard)) throw notModified();
        Chat chat = limited(request);
        return put(chat, old.edited(body, keyboard, world.seconds(), world.changes.next()));
    }

    private JsonNode editReplyMarkup(BotRequest request) {
        JsonNode keyboard = keyboard(request);
        Message old = editable(request);
        if (Markup.same(old.keyboard(), keyboard)) throw notModified();
        return put(limited(request), old.withKeyboard(keyboard, world.changes.next()));
    }

    private JsonNode editMedia(BotRequest request) {
        JsonNode media = request.json("media");
        if (media == null || !media.isObject()) throw Refusal.badRequest("can't parse media JSON object");
        Message old = editable(request);
        if (!old.hasFile()) throw Refusal.badRequest("there is no media in the message to edit");
        BotRequest described = new BotRequest(request.method(), described(media), request.uploads());
        FormattedText caption = composing.caption(described);
        String reference = media.path("media").asText();
        StoredFile file =
                switch (media.path("type").asText()) {
                    case "photo" -> composing.photo(described, "media", reference);
                    case "document" -> composing.document(described, "media", reference);
                    default -> throw Refusal.badRequest("this simulator edits photos and documents only");
                };
        JsonNode keyboard = keyboard(request);
        if (old.file().equals(file) && old.looksLike(caption, keyboard)) throw notModified();
        return put(limited(request), old.withFile(file, caption, keyboard, world.seconds(), world.changes.next()));
    }

    private static Map<String, JsonNode> described(JsonNode media) {
        Map<String, JsonNode> parameters = new HashMap<>();
        media.properties().forEach(e -> parameters.put(e.getKey(), e.getValue()));
        return parameters;
    }

    private JsonNode put(Chat chat, Message message) {
        chat.put(message);
        return message.asMessage(chat, world.bot.asUser());
    }

    private static JsonNode keyboard(BotRequest request) {
        return Markup.read(request.json("reply_markup")).inlineOnly();
    }

    private Message editable(BotRequest request) {
        if (request.text("inline_message_id").isPresent()) throw Refusal.badRequest("MESSAGE_ID_INVALID");
        Chat chat = world.writableChat(request.chatId());
        Message message = chat.message((int) request.number("message_id", 0))
                .orElseThrow(() -> Refusal.badRequest("message to edit not found"));
        if (!message.fromBot()) throw Refusal.badRequest("message can't be edited");
        return message;
    }

    private Chat limited(BotRequest request) {
        Chat chat = world.writableChat(request.chatId());
        world.rateLimit.check(chat.peer().id());
        return chat;
    }

    private static Refusal notModified() {
        return Refusal.badRequest(
                "message is not modified: specified new message content and reply markup are exactly the same as a"
                        + " current content and reply markup of the message");
    }

    private JsonNode deleteMessage(BotRequest request) {
        Chat chat = world.writableChat(request.chatId());
        Message message = chat.message((int) request.number("message_id", 0))
                .orElseThrow(() -> Refusal.badRequest("message to delete not found"));
        if (!deletable(message)) throw Refusal.badRequest("message can't be deleted");
        world.delete(chat, message);
        return Json.yes();
    }

    /** Those that are not there are skipped without a word. */
    private JsonNode deleteMessages(BotRequest request) {
        JsonNode ids = request.json("message_ids");
        if (ids == null || !ids.isArray()) throw Refusal.badRequest("can't parse message identifiers JSON object");
        if (ids.size() > MOST_DELETED_AT_ONCE) throw Refusal.badRequest("too many messages to delete");
        Chat chat = world.writableChat(request.chatId());
        List<Message> found = new ArrayList<>();
        ids.forEach(id -> chat.message(id.asInt()).ifPresent(found::add));
        if (!found.stream().allMatch(this::deletable)) throw Refusal.badRequest("message can't be deleted");
        found.forEach(m -> world.delete(chat, m));
        return Json.yes();
    }

    private boolean deletable(Message message) {
        return world.seconds() - message.date() < DELETABLE_SECONDS;
    }

    private JsonNode answerCallbackQuery(BotRequest request) {
        String text = request.text("text", "");
        if (text.length() > LONGEST_ANSWER) throw Refusal.badRequest("MESSAGE_TOO_LONG");
        world.presses.answer(
                request.text("callback_query_id", ""),
                text.isEmpty() ? null : text,
                request.flag("show_alert"),
                request.text("url").orElse(null));
        return Json.yes();
    }
}
