package dev.llavero.agent;

import dev.llavero.agent.http.Api;
import dev.llavero.agent.http.HttpsPort;
import java.io.IOException;

/** The API's port, with {@code access.txt} that opens it: certificate, secret path and port are made once and kept. */
record Entrance(HttpsPort https, String apiUrl, String certSha256) implements AutoCloseable {

    static Entrance open(Settings settings, StateFolder state, Api api) throws IOException {
        var certificate = state.certificate(settings.host());
        var secret = state.secretPath();
        var port = settings.apiPort() != 0 ? settings.apiPort() : state.apiPort();
        var https = new HttpsPort(settings.apiSocket(port), certificate, secret, api);
        state.rememberApiPort(https.port());
        var host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        var apiUrl = "https://" + host + ":" + https.port() + "/" + secret;
        state.writeAccess(certificate.sha256(), apiUrl);
        return new Entrance(https, apiUrl, certificate.sha256());
    }

    @Override
    public void close() {
        https.close();
    }
}
