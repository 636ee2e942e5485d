package dev.llavero.testkit.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The page that plays the person: static files from beside this class. */
final class WebChat {
    private static final String NOTHING_FROM_OUTSIDE =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    void handle(Http http) throws IOException {
        http.exchange().getResponseHeaders().set("Content-Security-Policy", NOTHING_FROM_OUTSIDE);
        String name = http.path().equals("/") ? "index.html" : http.path().substring(1);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        byte[] content = type == null || !name.matches("[a-z-]+\\.[a-z]+") ? null : read(name);
        if (content == null) http.answer(404, "text/plain; charset=utf-8", "Not found\n".getBytes());
        else http.answer(200, type, content);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = WebChat.class.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
