/// TLS with the JDK's own JSSE: a server of `jdk.httpserver` on virtual threads, and a client of `java.net.http`.
@NullMarked
package dev.morgana.examples.https;

import org.jspecify.annotations.NullMarked;
