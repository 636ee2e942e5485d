/** In: {@code keys.events.v1}. Out: {@code views.key_view}, a row per key. */
package dev.llavero.views.keys;
