/** On an Outline host: what the Shadowsocks server beside us has counted, read from its own metrics. */
package dev.llavero.agent.outline;
