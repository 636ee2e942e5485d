package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A file at Telegram's. {@code photo} says what it was sent as: an id cannot change its kind. */
record StoredFile(
        String fileId,
        String uniqueId,
        boolean photo,
        String path,
        String name,
        String mimeType,
        long size,
        int width,
        int height) {

    ArrayNode asPhotoSizes() {
        ArrayNode sizes = Json.array();
        sizes.addObject()
                .put("file_id", fileId)
                .put("file_unique_id", uniqueId)
                .put("file_size", size)
                .put("width", width)
                .put("height", height);
        return sizes;
    }

    ObjectNode asDocument() {
        return Json.object()
                .put("file_name", name)
                .put("mime_type", mimeType)
                .put("file_id", fileId)
                .put("file_unique_id", uniqueId)
                .put("file_size", size);
    }

    ObjectNode asFile() {
        return Json.object()
                .put("file_id", fileId)
                .put("file_unique_id", uniqueId)
                .put("file_size", size)
                .put("file_path", path);
    }
}
