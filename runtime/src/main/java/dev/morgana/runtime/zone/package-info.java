/// The time zone where nobody names one: UTC.
@NullMarked
package dev.morgana.runtime.zone;

import org.jspecify.annotations.NullMarked;
