/** People who use the bot beside each other, each as their seed has it. */
package dev.llavero.testkit.crowd;
