package dev.morgana.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Boots an image once for all tests of a class. Tests, constructors and lifecycle methods take it as a parameter of type [Booted].
///
/// What it runs on is [#target()], else the system property `morgana.target`, else what `morgana run` chooses.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(BootImageExtension.class)
public @interface BootImage {
    /// The program: a Maven project's folder, a jar or a Java source file; relative to the folder that the tests run in.
    String value() default ".";

    /// What it runs on, for tests that mean one target only: `qemu`, `q35` or `process`.
    String target() default "";

    /// Ports of the program that the tests reach, each as `8080` or `53/udp`. A program without network has none.
    String[] ports() default "8080";

    /// How many ports of this host lead to each TCP port among them. QEMU's network accepts the connections to one port one after the other,
    /// and resets those that come meanwhile: a test with many clients at once gives them several.
    int entrances() default 1;

    /// The file that gets every frame of the network, in the format of libpcap, as `target/greeting.pcap`; empty for none. Not for processes.
    String capture() default "";

    /// Memory of the machine, as `64M`; empty for what the program's configuration class says, else `64M`.
    String memory() default "";

    /// Boot keys, each as `KEY=VALUE`.
    String[] boot() default {};

    /// The arguments of `main`.
    String[] arguments() default {};

    /// The longest time, in seconds, that the image may take to reach `main`, and that each wait for it lasts.
    int patience() default 60;
}
