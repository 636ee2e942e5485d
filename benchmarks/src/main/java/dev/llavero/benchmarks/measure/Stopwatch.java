package dev.llavero.benchmarks.measure;

import dev.llavero.benchmarks.report.Effort;
import java.util.function.DoubleSupplier;

/** Wall and CPU from a beginning on. */
public final class Stopwatch {
    private final DoubleSupplier cpu;
    private final DoubleSupplier backing;
    private final double cpuBefore;
    private final double backingBefore;
    private final double began;

    private Stopwatch(DoubleSupplier cpu, DoubleSupplier backing) {
        this.cpu = cpu;
        this.backing = backing;
        cpuBefore = cpu.getAsDouble();
        backingBefore = backing.getAsDouble();
        began = Moment.now();
    }

    public static Stopwatch start(DoubleSupplier cpu, DoubleSupplier backing) {
        return new Stopwatch(cpu, backing);
    }

    public static Stopwatch start(DoubleSupplier cpu) {
        return new Stopwatch(cpu, () -> 0);
    }

    public double began() {
        return began;
    }

    /** @param end when it was over, which may be known only later */
    public Effort until(double end) {
        return new Effort(end - began, cpu.getAsDouble() - cpuBefore, backing.getAsDouble() - backingBefore);
    }
}
