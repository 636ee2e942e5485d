package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** Methods that put something new into a chat. */
final class Sending {
    private static final int ACTION_SECONDS = 5;
    private static final Set<String> ACTIONS = Set.of(
            "typing",
            "upload_photo",
            "record_video",
            "upload_video",
            "record_voice",
            "upload_voice",
            "upload_document",
            "choose_sticker",
            "find_location",
            "record_video_note",
            "upload_video_note");

    private final World world;
    private final Composing composing;

    Sending(World world, Composing composing) {
        this.world = world;
        this.composing = composing;
    }

    void offer(Map<String, BotMethod> methods) {
        methods.put("sendmessage", this::sendMessage);
        methods.put("sendphoto", this::sendPhoto);
        methods.put("senddocument", this::sendDocument);
        methods.put("sendchataction", this::sendChatAction);
    }

    private JsonNode sendMessage(BotRequest request) {
        FormattedText text = composing.text(request);
        return send(request, text, null);
    }

    private JsonNode sendPhoto(BotRequest request) {
        FormattedText caption = composing.caption(request);
        world.writableChat(request.chatId());
        StoredFile photo =
                composing.photo(request, "photo", request.text("photo").orElse(null));
        return send(request, caption, photo);
    }

    private JsonNode sendDocument(BotRequest request) {
        FormattedText caption = composing.caption(request);
        world.writableChat(request.chatId());
        StoredFile document =
                composing.document(request, "document", request.text("document").orElse(null));
        return send(request, caption, document);
    }

    private JsonNode send(BotRequest request, FormattedText body, StoredFile file) {
        Markup markup = Markup.read(request.json("reply_markup"));
        Chat chat = world.writableChat(request.chatId());
        Integer replyTo = composing.replyTo(request, chat);
        world.rateLimit.check(chat.peer().id());
        return world.fromBot(chat, body, file, markup, replyTo).asMessage(chat, world.bot.asUser());
    }

    private JsonNode sendChatAction(BotRequest request) {
        String action = request.text("action", "");
        if (!ACTIONS.contains(action)) throw Refusal.badRequest("wrong parameter action in request");
        Chat chat = world.writableChat(request.chatId());
        chat.action(action, world.clock.millis() + ACTION_SECONDS * 1000, world.changes.next());
        return Json.yes();
    }
}
