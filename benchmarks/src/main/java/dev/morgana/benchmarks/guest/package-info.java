/// What runs in a guest only to be measured: [dev.morgana.benchmarks.guest.Bulk]. It knows nothing of the machine.
@NullMarked
package dev.morgana.benchmarks.guest;

import org.jspecify.annotations.NullMarked;
