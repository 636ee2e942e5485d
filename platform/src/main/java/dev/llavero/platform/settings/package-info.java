/** Settings that are secret: given by a file better than by a variable, which every program started from here would see. */
package dev.llavero.platform.settings;
