package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What compilers say, as they said it.
final class CompilerErrorTest {
    private static final Path FILE = Path.of("/shop/src/main/java/shop/ShopMachine.java");

    @Test
    void theFirstOfJavacs() {
        String said =
                """
                Note: something else
                /shop/src/main/java/shop/ShopMachine.java:6: error: incompatible types: int cannot be converted to MemorySize
                        .memory(64);
                                ^
                /shop/src/main/java/shop/ShopMachine.java:9: error: cannot find symbol
                        return Machine.running(Shopp.class);
                                               ^
                  symbol:   class Shopp
                  location: class ShopMachine
                2 errors
                """;
        assertEquals(
                Optional.of(
                        new CompilerError(
                                FILE,
                                "6",
                                "incompatible types: int cannot be converted to MemorySize")),
                CompilerError.ofJavac(said));
        assertEquals(
                Optional.of(new CompilerError(FILE, "9", "cannot find symbol: class Shopp")),
                CompilerError.ofJavac(said.substring(said.indexOf(FILE + ":9:"))));
        assertEquals(Optional.empty(), CompilerError.ofJavac("error: no source files\n"));
    }

    @Test
    void theFirstOfMavens() {
        String said =
                """
                [WARNING] system modules path not set in conjunction with -source 21
                [ERROR] COMPILATION ERROR :\s
                [ERROR] /shop/src/main/java/shop/ShopMachine.java:[9,32] cannot find symbol
                  symbol:   class Shopp
                  location: class shop.ShopMachine
                [ERROR] /shop/src/main/java/shop/ShopMachine.java:[12,17] incompatible types: int cannot be converted to MemorySize
                [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.14.1:compile (default-compile) on project shop: Compilation failure: Compilation failure:\s
                """;
        assertEquals(
                Optional.of(new CompilerError(FILE, "9", "cannot find symbol: class Shopp")),
                CompilerError.ofMaven(said));
        assertEquals(
                Optional.of(
                        new CompilerError(
                                FILE,
                                "12",
                                "incompatible types: int cannot be converted to MemorySize")),
                CompilerError.ofMaven(said.substring(said.indexOf("  location"))));
        // The goal's own words have the mark in each line.
        assertEquals(
                Optional.of(new CompilerError(FILE, "9", "cannot find symbol: class Shopp")),
                CompilerError.ofMaven(
                        """
                        [ERROR] /shop/src/main/java/shop/ShopMachine.java:[9,32] cannot find symbol
                        [ERROR]   symbol:   class Shopp
                        [ERROR]   location: class shop.ShopMachine
                        """));
    }

    @Test
    void whatIsNoErrorOfTheCompilerIsNone() {
        assertEquals(
                Optional.empty(),
                CompilerError.ofMaven(
                        """
                        [ERROR] [ERROR] Some problems were encountered while processing the POMs:
                        [ERROR] Malformed POM /shop/pom.xml: expected START_TAG or END_TAG not TEXT @ line 3
                        """));
    }
}
