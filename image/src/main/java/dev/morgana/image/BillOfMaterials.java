package dev.morgana.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.morgana.image.reach.Inventory;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an image is made from and what of it is in it, as a bill of materials (CycloneDX 1.6).
///
/// The components are the jars of the program's class path, those of the library OS, those of GraalVM's runtime that are in the image, and the JDK with the modules that are. Each says how many of its classes,
/// methods and resources the image holds; a jar of the class path of which there is nothing has the scope `excluded`. Equal images have equal bills: there is no date and no random number.
public final class BillOfMaterials {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Image image;
    private final Inventory inventory;

    /// The files that have been counted: of two with one name, the first on the class path is in the image.
    private final Set<String> seen = new HashSet<>();

    private BillOfMaterials(Image image, Inventory inventory) {
        this.image = image;
        this.inventory = inventory;
    }

    /// The bill of `image`, as JSON.
    ///
    /// @param classPath what the program was built from
    /// @throws IOException if a file cannot be read
    public static String of(Image image, List<Path> classPath, Installation installation)
            throws IOException {
        return new BillOfMaterials(image, Inventory.read(image.reachability()))
                .write(classPath, installation);
    }

    private String write(List<Path> classPath, Installation installation) throws IOException {
        // Counted in the order in which the image builder looks for classes.
        var jdk = jdk();
        var graalvm = graalvm(installation.builderJars());
        var morgana = new ArrayList<Map<String, Object>>();
        for (Path jar : installation.imageLibrary()) {
            morgana.add(library(jar));
        }
        var components = new ArrayList<Map<String, Object>>();
        var own = Reached.NOTHING;
        for (Path entry : classPath) {
            if (Files.isDirectory(entry)) {
                own = own.plus(reached(entry));
            } else {
                components.add(library(entry));
            }
        }
        components.addAll(morgana);
        components.addAll(graalvm);
        components.add(jdk);
        var bill = new LinkedHashMap<String, Object>();
        bill.put("bomFormat", "CycloneDX");
        bill.put("specVersion", "1.6");
        bill.put("version", 1);
        bill.put("metadata", Map.of("component", program(own)));
        bill.put("components", components);
        return text(bill);
    }

    private Reached reached(Path entry) throws IOException {
        return Reached.of(new ClassPath(List.of(entry)).names(), inventory, seen);
    }

    private Map<String, Object> library(Path jar) throws IOException {
        return reached(jar).addTo(Component.of(jar).toCycloneDx("library"));
    }

    /// The jars of the image builder of which there is something: the others only built it.
    private List<Map<String, Object>> graalvm(List<Path> jars) throws IOException {
        var components = new ArrayList<Map<String, Object>>();
        for (Path jar : jars) {
            var reached = reached(jar);
            if (reached.any()) {
                components.add(reached.addTo(Component.of(jar).toCycloneDx("library")));
            }
        }
        return components;
    }

    /// The program itself.
    ///
    /// @param own what is in the image of the directories of its class path
    private Map<String, Object> program(Reached own) throws IOException {
        String hash = Component.sha256(image.file());
        return own.addTo(
                new Component("", image.metadata().name(), "", hash).toCycloneDx("application"));
    }

    private Map<String, Object> jdk() throws IOException {
        String version = Runtime.version().toString();
        var platform = new Component("", "openjdk", version, "").toCycloneDx("platform");
        var modules = new ArrayList<Map<String, Object>>();
        var found =
                ModuleFinder.ofSystem().findAll().stream()
                        .sorted(Comparator.comparing(module -> module.descriptor().name()))
                        .toList();
        for (var module : found) {
            try (var content = module.open();
                    var names = content.list()) {
                var reached = Reached.of(names.toList(), inventory, seen);
                if (reached.any()) {
                    var component = new Component("", module.descriptor().name(), version, "");
                    modules.add(reached.addTo(component.toCycloneDx("library")));
                }
            }
        }
        platform.put("components", modules);
        return platform;
    }

    private static String text(Map<String, Object> bill) {
        try {
            return JSON.writeValueAsString(bill) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings and numbers", e);
        }
    }
}
