/** The management API: HTTPS with a certificate of our own, and a secret path. What it says is in {@code openapi.yaml}. */
package dev.llavero.agent.http;
