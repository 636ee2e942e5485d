package dev.llavero.agent;

import dev.llavero.agent.link.Forwarding;
import dev.llavero.agent.link.HostRouting;
import dev.llavero.agent.link.Link;
import dev.llavero.agent.link.LinkDown;
import dev.llavero.agent.link.MemoryLink;
import dev.llavero.agent.link.Reach;
import dev.llavero.agent.link.Routing;
import dev.llavero.agent.link.UapiLink;
import dev.llavero.agent.link.WgToolLink;
import java.nio.file.Path;

/** The interface that the settings ask for, and what belongs around it. */
record Links(Link link, Routing routing) {

    static Links of(Settings settings, Path forwardingMemory) {
        return switch (settings.backend()) {
            case AUTO -> new Links(kernelOrGo(settings), ours(settings, forwardingMemory));
            case KERNEL -> new Links(new WgToolLink(settings.interfaceName()), ours(settings, forwardingMemory));
            case WIREGUARD_GO ->
                new Links(UapiLink.ofOurOwn(settings.interfaceName()), ours(settings, forwardingMemory));
            case SOCKET -> new Links(UapiLink.ofSomebodyElse(settings.interfaceName()), Routing.SOMEBODY_ELSES);
            case MEMORY -> new Links(new MemoryLink(), Routing.SOMEBODY_ELSES);
        };
    }

    private static Link kernelOrGo(Settings settings) {
        var go = UapiLink.ofOurOwn(settings.interfaceName());
        var kernel = new WgToolLink(settings.interfaceName());
        if (go.incarnation().isPresent() || kernel.isSomethingElse()) return go;
        try {
            kernel.make();
            return kernel;
        } catch (LinkDown noModule) {
            Log.line("the kernel's WireGuard cannot be used (" + noModule.getMessage() + "), so wireguard-go it is");
            return go;
        }
    }

    private static Routing ours(Settings settings, Path forwardingMemory) {
        return new HostRouting(
                settings.interfaceName(),
                settings.networks(),
                settings.mtu(),
                new Reach(settings.privateTargets(), settings.hostTargets(), settings.dns()),
                new Forwarding(forwardingMemory));
    }
}
