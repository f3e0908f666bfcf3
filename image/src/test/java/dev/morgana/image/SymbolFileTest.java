package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SymbolFileTest {
    @Test
    void namesTheFunctionThatHoldsAnAddress(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("x.symbols");
        SymbolFile.write(
                file,
                List.of(
                        SymbolFile.line(0x2000, 0x10, "shop.Main.main(String[])"),
                        SymbolFile.line(0x1000, 0x20, "_start"),
                        SymbolFile.line(0xffff800000000000L, 1, "high")));
        assertEquals(
                List.of(
                        "1000 20 _start",
                        "2000 10 shop.Main.main(String[])",
                        "ffff800000000000 1 high"),
                Files.readAllLines(file));
        var symbols = SymbolFile.read(file);
        assertEquals(Optional.of("_start+0x0"), symbols.name(0x1000));
        assertEquals(Optional.of("_start+0x1f"), symbols.name(0x101f));
        assertEquals(Optional.empty(), symbols.name(0x1020));
        assertEquals(Optional.of("shop.Main.main(String[])+0xf"), symbols.name(0x200f));
        assertEquals(Optional.empty(), symbols.name(0xfff));
        var start = new SymbolFile.Function(0x1000, 0x20, "_start");
        var main = new SymbolFile.Function(0x2000, 0x10, "shop.Main.main(String[])");
        assertEquals(List.of(start), symbols.between(0x101f, 0x1fff));
        assertEquals(List.of(start, main), symbols.between(0x101f, 0x2000));
        assertEquals(List.of(), symbols.between(0x1020, 0x1fff));
        assertEquals(Optional.of(main), symbols.named("shop.Main.main(String[])"));
    }

    @Test
    void leavesOutLinesThatDoNotFit(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("x.symbols"), "\n# comment\n10 4 f\n");
        assertEquals(Optional.of("f+0x3"), SymbolFile.read(file).name(0x13));
    }
}
