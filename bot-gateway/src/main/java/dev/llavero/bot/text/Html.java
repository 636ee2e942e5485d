package dev.llavero.bot.text;

/** A piece of Telegram HTML. It may hold a credential, so it does not print. */
public record Html(String markup) {
    /** Text of whatever origin, to be read as it stands. */
    public static Html text(String text) {
        return new Html(text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"));
    }

    /** Telegram shows it in one piece and copies it when tapped. */
    public static Html code(String text) {
        return new Html("<code>" + text(text).markup + "</code>");
    }

    /** The same without markup, for when Telegram does not take the markup. */
    public String plain() {
        return markup.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    @Override
    public String toString() {
        return "Html[" + markup.length() + " characters]";
    }
}
