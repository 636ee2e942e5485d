package dev.llavero.platform.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Red while a batch waits or fails, naming the channels. */
@Readiness
@ApplicationScoped
class ChannelReadiness implements HealthCheck {
    @Inject
    Observed observed;

    @Override
    public HealthCheckResponse call() {
        var stuck = observed.stuck();
        var answer = HealthCheckResponse.named("channels").status(stuck.isEmpty());
        stuck.forEach(channel -> answer.withData(channel, "stuck"));
        return answer.build();
    }
}
