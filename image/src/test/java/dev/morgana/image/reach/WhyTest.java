package dev.morgana.image.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.image.SymbolFile;
import dev.morgana.image.elf.Section;
import dev.morgana.image.elf.SectionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WhyTest {
    @TempDir Path directory;

    /// A shop: `main` calls `sell`, which uses a class and keeps a text.
    @BeforeEach
    void report() throws IOException {
        write(
                "elements",
                """
                method\t-1\tan entry point\tshop.Main.main(String[])
                method\t0\t12\tshop.Till.sell(int, String)
                class\t1\t30\tshop.Till$Receipt
                field\t1\t31\tshop.Till.GREETING
                class\t-1\ta root\tdev.morgana.virtio.VirtioNetwork
                device\t4\t0\tnetwork
                """);
        write(
                "code",
                "0\t64\tapplication/classes\tshop.Main.main(String[])\t0\n64\t128\tapplication/classes\tshop.Till.sell(int, String)\t1\n");
        write("objects", "16\t24\tjava.lang.String\t3\t0\n40\t32\tbyte[]\tobject\t0\n");
        write("embedded", "prices.txt\t200\tthe class path\n");
        write("files", "/etc/motd\t1234\tShopMachine.java:9\t3\n");
        ReachabilityFile.write(file(), directory, 0x200000, 0x100000080000L);
    }

    private void write(String table, String rows) throws IOException {
        Files.writeString(directory.resolve(table), rows);
    }

    private Path file() {
        return ReachabilityFile.of(directory.resolve("shop.elf"));
    }

    private Optional<String> ask(String what) throws IOException {
        Path symbols = directory.resolve("symbols");
        Files.writeString(
                symbols,
                """
                100000 20 _start
                1fffe0 18 cmos_clock
                200000 40 shop.Main.main(String[])
                200040 80 shop.Till.sell(int, String)
                100000080000 8 __svm_heap_begin
                """);
        var text = new Section(".text", SectionType.OTHER, 2, 0x1fffc0, 0, 0x100, 0);
        var zeros = new Section(".bss", SectionType.NOBITS, 2, 0x300000, 0, 64, 0);
        var names = new Section(".strtab", SectionType.OTHER, 0, 0, 0, 64, 0);
        return Why.open(file(), SymbolFile.read(symbols), List.of(text, zeros, names)).answer(what);
    }

    @Test
    void aMethodHasThePathOfItsCalls() throws IOException {
        String expected =
                """
                method shop.Till.sell(int, String): 128 bytes of code at 0x200040
                  an entry point
                  needs shop.Main.main(String[])
                  calls shop.Till.sell(int, String) in line 12
                """;
        for (String name :
                new String[] {
                    "shop.Till.sell", "Till.sell", "sell", "shop.Till.sell(int, String)"
                }) {
            assertEquals(Optional.of(expected), ask(name), name);
        }
    }

    @Test
    void aClassSaysWhatItsBytesAre() throws IOException {
        assertEquals(
                Optional.of(
                        """
                        class shop.Till$Receipt: 0 bytes of code in 0 methods, 0 bytes in 0 objects
                          an entry point
                          needs shop.Main.main(String[])
                          calls shop.Till.sell(int, String) in line 12
                          uses class shop.Till$Receipt in line 30
                        """),
                ask("Receipt"));
    }

    @Test
    void anAddressIsCodeAnObjectOrTheMachineLayers() throws IOException {
        assertTrue(
                ask("0x20003f")
                        .orElseThrow()
                        .startsWith("shop.Main.main(String[]): 64 bytes of code at 0x200000\n"));
        assertEquals(
                Optional.of(
                        """
                        an object of class byte[]: 32 bytes at 0x100000080028
                          an entry point
                          needs shop.Main.main(String[])
                          calls shop.Till.sell(int, String) in line 12
                          uses field shop.Till.GREETING in line 31
                          holds an object of class java.lang.String
                          refers to the object
                        """),
                ask("0x100000080030"));
        assertEquals(
                Optional.of(
                        "_start: 32 bytes at 0x100000 of the machine layer, which is part of each image\n"),
                ask("0x100001"));
    }

    @Test
    void aRangeIsAllThatItTouches() throws IOException {
        assertEquals(
                List.of(
                        "section .text: 256 bytes at 0x1fffc0; of those asked for, 9 in no method, object or part of the machine layer",
                        "cmos_clock: 24 bytes at 0x1fffe0 of the machine layer, which is part of each image",
                        "shop.Main.main(String[]): 64 bytes of code at 0x200000",
                        "shop.Till.sell(int, String): 128 bytes of code at 0x200040"),
                heads("0x1fffdf-0x200040"));
        assertEquals(
                List.of("shop.Main.main(String[]): 64 bytes of code at 0x200000"),
                heads("0x200000-0x20003f"));
        assertEquals(
                List.of(
                        "an object of class java.lang.String: 24 bytes at 0x100000080010",
                        "an object of class byte[]: 32 bytes at 0x100000080028"),
                heads("0x100000080000-0x100000080028"));
        assertEquals(Optional.empty(), ask("0x200001-0x200000"));
    }

    /// The first lines of the answers.
    private List<String> heads(String range) throws IOException {
        return ask(range)
                .orElseThrow()
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith(" "))
                .toList();
    }

    @Test
    void whatIsNeitherIsOfASection() throws IOException {
        String section =
                "section .bss: 64 bytes at 0x300000; of those asked for, %d in no method, object or part of the machine layer\n";
        assertEquals(Optional.of(section.formatted(1)), ask("0x30003f"));
        assertEquals(Optional.of(section.formatted(2)), ask("0x2ff000-0x300001"));
        assertEquals(Optional.empty(), ask("0x300040"));
    }

    /// Of this machine layer only the clock has a driver.
    @Test
    void devicesOfTheMachineLayerAreInEachImage() throws IOException {
        assertEquals(
                Optional.of(
                        "device RTC: driven by the machine layer (cmos_clock at 0x1fffe0), which is the same in each image of a virtual machine\n"),
                ask("RTC"));
        assertEquals(Optional.empty(), ask("serial ports"));
    }

    @Test
    void resourcesAndDevicesHaveNamesToo() throws IOException {
        String resource =
                """
                resource prices.txt: 200 bytes
                  the class path
                  holds resource prices.txt
                """;
        assertEquals(Optional.of(resource), ask("prices.txt"));
        assertEquals(Optional.of(resource), ask("/prices.txt"));
        assertEquals(Optional.empty(), ask("txt"));
        assertEquals(
                Optional.of(
                        """
                        device network: with its driver
                          a root
                          needs class dev.morgana.virtio.VirtioNetwork
                          drives device network
                        """),
                ask("network"));
    }

    @Test
    void aFileIsThereByALineOfTheConfigurationClass() throws IOException {
        assertEquals(
                Optional.of(
                        """
                        file /etc/motd: 1,234 bytes, as ShopMachine.java:9 says
                          an entry point
                          needs shop.Main.main(String[])
                          calls shop.Till.sell(int, String) in line 12
                          uses field shop.Till.GREETING in line 31
                          holds file /etc/motd
                        """),
                ask("/etc/motd"));
        assertEquals(Optional.empty(), ask("motd"));
    }

    @Test
    void whatIsNotThereHasNoAnswer() throws IOException {
        assertEquals(Optional.empty(), ask("shop.Robbery"));
        assertEquals(Optional.empty(), ask("ill"));
        assertEquals(Optional.empty(), ask("0x5"));
        assertThrows(NumberFormatException.class, () -> ask("0xshop"));
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        for (String text :
                new String[] {
                    "",
                    "something else\n",
                    "morgana reachability 2\n",
                    "morgana reachability 2\n1\t2\nelements\t1\nmethod\t-1\n"
                }) {
            try (var out = new GZIPOutputStream(Files.newOutputStream(file()))) {
                out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            assertThrows(IOException.class, () -> ask("x"), text);
        }
        Files.writeString(file(), "not compressed");
        assertThrows(IOException.class, () -> ask("x"));
    }
}
