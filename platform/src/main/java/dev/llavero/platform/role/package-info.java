/** Which of its parts a process switches on. One image, many roles. */
package dev.llavero.platform.role;
