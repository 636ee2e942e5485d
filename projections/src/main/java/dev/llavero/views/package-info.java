/**
 * Read models: what screens and operators look at.
 *
 * <p>Each table is written from one topic and can be dropped and rebuilt from it to the same bytes, so a projection knows no
 * clock and no chance. Its version is part of its name; the SQL view without a version shows the one that is in use.
 */
package dev.llavero.views;
