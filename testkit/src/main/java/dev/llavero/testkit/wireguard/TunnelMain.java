package dev.llavero.testkit.wireguard;

import dev.llavero.agent.Settings;
import dev.llavero.agent.WireGuardAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A WireGuard server on this machine: {@code NETWORK PORT STATE}. The agent listens on 127.0.0.1; its interface is a real one in
 * {@linkplain TunnelLab networks of their own} where the machine allows that, else one in memory. Prints {@code READY real} or
 * {@code READY memory: <why>}, and ends when its standard input ends, so that nothing of it outlives who started it.
 */
public final class TunnelMain {

    private TunnelMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) throw new IllegalArgumentException("NETWORK PORT STATE");
        var missing = TunnelLab.missing();
        var lab = missing.isEmpty() ? TunnelLab.make(args[0]) : null;
        var backend = lab == null
                ? List.of("--backend=memory")
                : List.of("--backend=socket", "--interface=" + lab.interfaceName());
        var agent = WireGuardAgent.start(Settings.of(Map.of(), flags(backend, args[1], args[2])));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(agent, lab)));
        System.out.println(missing.map(why -> "READY memory: " + why).orElse("READY real"));
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static List<String> flags(List<String> backend, String port, String state) {
        var flags = new ArrayList<>(backend);
        flags.addAll(List.of("--host=127.0.0.1", "--api-address=127.0.0.1", "--api-port=" + port, "--state=" + state));
        return flags;
    }

    private static void close(WireGuardAgent agent, TunnelLab lab) {
        try {
            agent.close();
        } catch (IOException lost) {
            System.err.println("closing: " + lost);
        }
        if (lab != null) lab.close();
    }
}
