package dev.morgana.benchmarks;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// What each reduction of the JDK takes from the images of three examples: their bytes once more with a class beside the program that mentions what the reduction leaves out, and
/// is not reached. The images of one source are the same each time, so that one build of each is enough.
final class ReductionsBenchmark {
    private static final List<String> EXAMPLES = List.of("hello", "files", "web");
    private static final Path CLASSES = Tools.file("benchmarks/target/mention");
    private static final Path IMAGE = Tools.file("benchmarks/target/mention.elf");

    /// A text in a class file, and the reductions that it prevents.
    private record Mention(String text, String prevented) {}

    private static final List<Mention> MENTIONS =
            List.of(
                    new Mention("java.util.Formattable", "formatter"),
                    new Mention("java.time.format.", "dates"),
                    new Mention("java.lang.System$Logger", "log-messages"),
                    new Mention("java.util.logging.", "formatter, logging, log-messages"),
                    new Mention("java.net.URLConnection", "collation"),
                    new Mention("java.security.Drbg", "random"),
                    new Mention("getByteCodeIndex", "indices"));

    private ReductionsBenchmark() {}

    /// Builds the images one after the other and prints a table.
    static void run() throws IOException, InterruptedException {
        var heads = new ArrayList<>(List.of("not reduced"));
        heads.addAll(EXAMPLES);
        var table = new Table(heads.toArray(String[]::new));
        List<Long> reduced = bytes(List.of());
        table.row(cells("nothing", "%,d", reduced, Collections.nCopies(EXAMPLES.size(), 0L)));
        for (Mention mention : MENTIONS) {
            Tools.progress("without " + mention.prevented());
            write(mention.text());
            List<Long> larger = bytes(List.of("--class-path", CLASSES.toString()));
            table.row(cells(mention.prevented(), "%+,d", larger, reduced));
        }
        System.out.print(table);
    }

    /// The sizes of the images of all examples, with further options of the build.
    private static List<Long> bytes(List<String> options) throws IOException, InterruptedException {
        List<Long> bytes = new ArrayList<>();
        for (String example : EXAMPLES) {
            Tools.build("examples/" + example, IMAGE, options);
            bytes.add(Files.size(IMAGE));
        }
        return bytes;
    }

    private static String[] cells(String head, String format, List<Long> sizes, List<Long> less) {
        List<String> cells = new ArrayList<>(List.of(head));
        for (int i = 0; i < sizes.size(); i++) {
            cells.add(String.format(Locale.ROOT, format, sizes.get(i) - less.get(i)));
        }
        return cells.toArray(String[]::new);
    }

    /// A class with a constant, which nothing refers to.
    private static void write(String text) throws IOException {
        Files.createDirectories(CLASSES);
        byte[] file =
                ClassFile.of()
                        .build(
                                ClassDesc.of("Mention"),
                                type ->
                                        type.withField(
                                                "TEXT",
                                                ConstantDescs.CD_String,
                                                field ->
                                                        field.withFlags(
                                                                        ClassFile.ACC_STATIC
                                                                                | ClassFile
                                                                                        .ACC_FINAL)
                                                                .with(
                                                                        ConstantValueAttribute.of(
                                                                                text))));
        Files.write(CLASSES.resolve("Mention.class"), file);
    }
}
