package dev.morgana.image.reach;

import dev.morgana.image.reach.Element.Kind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The file beside an image that says why each part is in it: the tables of the builder's report, each after a line with its name and its number of rows, under GZIP.
public final class ReachabilityFile {
    private static final String FIRST_LINE = "morgana reachability 2";
    private static final List<String> TABLES =
            List.of("elements", "code", "objects", "embedded", "files");

    private ReachabilityFile() {}

    /// Where the file of the image `file` lies: beside it.
    public static Path of(Path image) {
        return image.resolveSibling(image.getFileName() + ".reach.gz");
    }

    /// Writes the tables that a build has left in `report`.
    ///
    /// @param code address of the first compiled method
    /// @param heap address of the image heap
    public static void write(Path file, Path report, long code, long heap) throws IOException {
        try (var out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(file)),
                                StandardCharsets.UTF_8))) {
            out.write("%s\n%d\t%d\n".formatted(FIRST_LINE, code, heap));
            for (String table : TABLES) {
                List<String> rows = Files.readAllLines(report.resolve(table));
                out.write("%s\t%d\n".formatted(table, rows.size()));
                for (String row : rows) {
                    out.write(row);
                    out.write('\n');
                }
            }
        }
    }

    /// Reads a file.
    ///
    /// @throws IOException if it cannot be read, or is not what [#write] wrote
    static Reachability read(Path file) throws IOException {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            if (!FIRST_LINE.equals(in.readLine())) {
                throw new IOException(file + " was written by another version");
            }
            return read(in);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    private static Reachability read(BufferedReader in) throws IOException {
        String[] bases = row(in);
        long code = Long.parseLong(bases[0]);
        long heap = Long.parseLong(bases[1]);
        Map<String, String> names = new HashMap<>();
        return new Reachability(
                table(in, ReachabilityFile::element),
                table(in, row -> method(row, code)),
                table(in, row -> object(row, heap, names)),
                table(in, row -> new EmbeddedResource(row[0], Long.parseLong(row[1]), row[2])),
                table(in, ReachabilityFile::file));
    }

    private static String[] row(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IndexOutOfBoundsException("the end");
        }
        return line.split("\t", -1);
    }

    private static <T> List<T> table(BufferedReader in, Function<String[], T> reader)
            throws IOException {
        int rows = Integer.parseInt(row(in)[1]);
        List<T> table = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            table.add(reader.apply(row(in)));
        }
        return table;
    }

    private static Element element(String[] row) {
        return new Element(
                Kind.valueOf(row[0].toUpperCase(Locale.ROOT)),
                Reason.parse(row[1], row[2]),
                row[3]);
    }

    private static CompiledMethod method(String[] row, long code) {
        return new CompiledMethod(
                code + Long.parseLong(row[0]),
                Long.parseLong(row[1]),
                row[2],
                row[3],
                Integer.parseInt(row[4]));
    }

    private static EmbeddedFile file(String[] row) {
        return new EmbeddedFile(row[0], Long.parseLong(row[1]), row[2], Integer.parseInt(row[3]));
    }

    /// Hundreds of thousands of objects are of few classes: each name is held once.
    private static HeapObject object(String[] row, long heap, Map<String, String> names) {
        return new HeapObject(
                heap + Long.parseLong(row[0]),
                Long.parseLong(row[1]),
                names.computeIfAbsent(row[2], name -> name),
                Reason.parse(row[3], row[4]));
    }
}
