package dev.llavero.vpn;

public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
