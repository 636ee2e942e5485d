package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data}. */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern TYPE = Pattern.compile("content-type:\\s*([^\\r\\n]+)", Pattern.CASE_INSENSITIVE);
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Multipart() {}

    static void read(
            String contentType, byte[] body, Map<String, JsonNode> parameters, Map<String, BotRequest.Upload> uploads) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) throw Refusal.badRequest("boundary not found");
        byte[] delimiter = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.UTF_8);
        // The first delimiter has no line break before it.
        int first = indexOf(body, Arrays.copyOfRange(delimiter, 2, delimiter.length), 0);
        if (first < 0) throw Refusal.badRequest("boundary not found");
        int at = first + delimiter.length - 2;
        while (at + 1 < body.length && !(body[at] == '-' && body[at + 1] == '-')) {
            int headEnd = indexOf(body, BLANK_LINE, at);
            int end = indexOf(body, delimiter, headEnd + BLANK_LINE.length);
            if (headEnd < 0 || end < 0) throw Refusal.badRequest("unexpected end of multipart data");
            String head = new String(body, at, headEnd - at, StandardCharsets.UTF_8);
            part(head, Arrays.copyOfRange(body, headEnd + BLANK_LINE.length, end), parameters, uploads);
            at = end + delimiter.length;
        }
    }

    private static void part(
            String head, byte[] content, Map<String, JsonNode> parameters, Map<String, BotRequest.Upload> uploads) {
        Matcher name = NAME.matcher(head);
        if (!name.find()) throw Refusal.badRequest("part without a name");
        Matcher file = FILE_NAME.matcher(head);
        if (file.find()) {
            Matcher type = TYPE.matcher(head);
            String mime = type.find() ? type.group(1).strip() : "application/octet-stream";
            uploads.put(name.group(1), new BotRequest.Upload(file.group(1), mime, content));
        } else {
            parameters.put(name.group(1), Json.of(new String(content, StandardCharsets.UTF_8)));
        }
    }

    private static int indexOf(byte[] all, byte[] wanted, int from) {
        for (int i = Math.max(0, from); i <= all.length - wanted.length; i++)
            if (Arrays.equals(all, i, i + wanted.length, wanted, 0, wanted.length)) return i;
        return -1;
    }
}
