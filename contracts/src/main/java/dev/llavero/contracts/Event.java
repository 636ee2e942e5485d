package dev.llavero.contracts;

/** Something that has happened, in the past tense. Belongs to the one role that writes its topic. */
public sealed interface Event extends Message permits KeyEvent, ServerEvent, AccountEvent, DeadLetter {}
