package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.TargetClass;

/// The JDK's way to the calls of one kind of descriptor.
@TargetClass(className = "sun.nio.ch.NativeDispatcher")
final class Target_sun_nio_ch_NativeDispatcher {}
