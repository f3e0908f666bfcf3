/// Random numbers: the machine's entropy, stretched by ChaCha20, behind `SecureRandom` and the network's needs.
@NullMarked
package dev.morgana.runtime.random;

import org.jspecify.annotations.NullMarked;
