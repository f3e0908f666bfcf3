package dev.morgana.image.reach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morgana.image.ImageInspection;
import dev.morgana.image.ImageInspection.SectionSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// A picture of all bytes of an image's file: one HTML page that needs nothing else. Code is ordered by origin, package, class and method, the image heap by the classes of the
/// objects and then by the classes that keep them there.
public final class Treemap {
    private static final String CODE = ".text";
    private static final String HEAP = ".svm_heap";
    private static final String HEAP_NAME = "image heap";

    private final ImageInspection inspection;
    private final Reachability graph;

    private Treemap(ImageInspection inspection, Reachability graph) {
        this.inspection = inspection;
        this.graph = graph;
    }

    /// The page about an image.
    ///
    /// @param file the image's [ReachabilityFile]
    /// @throws IOException if the file cannot be read or is not what it should be
    public static String page(ImageInspection inspection, Path file) throws IOException {
        return new Treemap(inspection, ReachabilityFile.read(file)).page();
    }

    private String page() {
        String name = inspection.metadata().name();
        return template()
                .replace("@TITLE@", "Bytes of " + escaped(name))
                .replace("@DATA@", json(tree(), name));
    }

    ByteTree tree() {
        var tree = new ByteTree();
        long rest = inspection.fileSize();
        for (SectionSize section : inspection.sections()) {
            rest -= section.inFile();
            switch (section.name()) {
                case CODE -> addCode(tree, section.inFile());
                case HEAP -> addHeap(tree, section.inFile());
                default -> tree.add(section.inFile(), "other sections", section.name());
            }
        }
        tree.add(rest, "other sections", "headers and padding");
        return tree;
    }

    private void addCode(ByteTree tree, long size) {
        long rest = size;
        for (CompiledMethod method : graph.methods()) {
            String[] origin = method.origin().split("/", 2);
            String owner = method.owner();
            int dot = owner.lastIndexOf('.');
            String member = method.name().substring(owner.length() + 1);
            String home = dot < 0 ? "the unnamed package" : owner.substring(0, dot);
            if (method.size() > 0) {
                tree.add(
                        method.size(),
                        "code",
                        origin[0],
                        origin[1],
                        home,
                        owner.substring(dot + 1),
                        member);
            }
            rest -= method.size();
        }
        tree.add(rest, "code", "machine layer and padding");
    }

    private void addHeap(ByteTree tree, long size) {
        long rest = size;
        for (HeapObject object : graph.objects()) {
            tree.add(object.size(), HEAP_NAME, object.type(), "kept by " + graph.keeper(object));
            rest -= object.size();
        }
        tree.add(rest, HEAP_NAME, "padding");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /// A `<` could end the script that the data stands in.
    private static String json(ByteTree tree, String name) {
        try {
            return new ObjectMapper().writeValueAsString(tree.data(name)).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("lists of strings and numbers", e);
        }
    }

    private static String template() {
        try (var content =
                Objects.requireNonNull(Treemap.class.getResourceAsStream("treemap.html"))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
