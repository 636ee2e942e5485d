package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.testkit.telegram.FormattedText.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns parameters into what a message is made of. */
final class Composing {
    static final int LONGEST_TEXT = 4096;
    static final int LONGEST_CAPTION = 1024;

    private final World world;

    Composing(World world) {
        this.world = world;
    }

    FormattedText text(BotRequest request) {
        FormattedText text = formatted(request.text("text", ""), request, "entities");
        if (text.isEmpty()) throw Refusal.badRequest("message text is empty");
        if (text.length() > LONGEST_TEXT) throw Refusal.badRequest("message is too long");
        return text;
    }

    FormattedText caption(BotRequest request) {
        FormattedText caption = formatted(request.text("caption", ""), request, "caption_entities");
        if (caption.length() > LONGEST_CAPTION) throw Refusal.badRequest("message caption is too long");
        return caption;
    }

    FormattedText formatted(String source, BotRequest request, String entitiesName) {
        String mode = request.text("parse_mode", "").toLowerCase(Locale.ROOT);
        FormattedText written =
                switch (mode) {
                    case "" -> new FormattedText(source, entities(request.json(entitiesName)));
                    case "html" -> Html.parse(source, world.strictHtml());
                    case "markdown", "markdownv2" ->
                        throw Refusal.badRequest("unsupported parse_mode: this simulator reads HTML only");
                    default -> throw Refusal.badRequest("unsupported parse_mode");
                };
        return written.trimmed().withFoundEntities();
    }

    private static List<Entity> entities(JsonNode given) {
        List<Entity> entities = new ArrayList<>();
        if (given != null) given.forEach(e -> entities.add(Entity.from(e)));
        return entities;
    }

    Integer replyTo(BotRequest request, Chat chat) {
        JsonNode reply = request.json("reply_parameters");
        int id = reply == null
                ? (int) request.number("reply_to_message_id", 0)
                : reply.path("message_id").asInt();
        if (id == 0 || chat.message(id).isPresent()) return id == 0 ? null : Integer.valueOf(id);
        boolean optional = request.flag("allow_sending_without_reply")
                || (reply != null && reply.path("allow_sending_without_reply").asBoolean());
        if (!optional) throw Refusal.badRequest("message to be replied not found");
        return null;
    }

    /** Uploaded, attached under another name, or sent before and named by its id. */
    StoredFile photo(BotRequest request, String field, String reference) {
        Optional<BotRequest.Upload> upload = upload(request, field, reference);
        return upload.map(u -> world.files.addPhoto(u.bytes())).orElseGet(() -> known(reference, true));
    }

    StoredFile document(BotRequest request, String field, String reference) {
        Optional<BotRequest.Upload> upload = upload(request, field, reference);
        return upload.map(u -> world.files.addDocument(u.bytes(), u.fileName(), u.mimeType()))
                .orElseGet(() -> known(reference, false));
    }

    private static Optional<BotRequest.Upload> upload(BotRequest request, String field, String reference) {
        if (reference != null && reference.startsWith("attach://"))
            return Optional.of(Optional.ofNullable(request.uploads().get(reference.substring("attach://".length())))
                    .orElseThrow(() -> Refusal.badRequest("there is no file " + reference)));
        return Optional.ofNullable(request.uploads().get(field));
    }

    private StoredFile known(String reference, boolean photo) {
        if (reference == null || reference.isBlank())
            throw Refusal.badRequest("there is no " + (photo ? "photo" : "document") + " in the request");
        if (reference.matches("https?://.*")) throw Refusal.badRequest("failed to get HTTP URL content");
        StoredFile file = world.files
                .find(reference)
                .orElseThrow(() -> Refusal.badRequest("wrong remote file identifier specified: Wrong string length"));
        if (file.photo() != photo)
            throw Refusal.badRequest("can't use file of type " + (file.photo() ? "Photo" : "Document") + " as "
                    + (photo ? "Photo" : "Document"));
        return file;
    }
}
