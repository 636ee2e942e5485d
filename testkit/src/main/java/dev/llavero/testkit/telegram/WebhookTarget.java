package dev.llavero.testkit.telegram;

/** Where updates are posted to; {@code secret} may be null. */
record WebhookTarget(String url, String secret, int maxConnections) {}
