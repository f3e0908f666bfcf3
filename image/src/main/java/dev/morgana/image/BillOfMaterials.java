package dev.morgana.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an image is made from, as a bill of materials (CycloneDX 1.6): the jars of the program's class path, those of the library OS,
/// GraalVM's runtime, and the JDK. Not all of their code is in the image: `morgana inspect` says how much is. Equal images have equal bills.
public final class BillOfMaterials {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BillOfMaterials() {}

    /// The bill of `image`, as JSON.
    ///
    /// @param classPath what the program was built from
    /// @throws IOException if a file cannot be read
    public static String of(Image image, List<Path> classPath, Installation installation)
            throws IOException {
        var libraries = new ArrayList<Path>();
        classPath.stream().filter(Files::isRegularFile).forEach(libraries::add);
        libraries.addAll(installation.imageLibrary());
        installation.builderJars().stream()
                .filter(jar -> jar.getFileName().toString().matches("svm-\\d.*"))
                .forEach(libraries::add);
        var components = new ArrayList<Map<String, Object>>();
        for (Path library : libraries) {
            components.add(Component.of(library).toCycloneDx("library"));
        }
        var jdk = new Component("", "openjdk", Runtime.version().toString(), "");
        components.add(jdk.toCycloneDx("platform"));
        var bill = new LinkedHashMap<String, Object>();
        bill.put("bomFormat", "CycloneDX");
        bill.put("specVersion", "1.6");
        bill.put("version", 1);
        bill.put("metadata", Map.of("component", program(image)));
        bill.put("components", components);
        return write(bill);
    }

    private static Map<String, Object> program(Image image) throws IOException {
        String hash = Component.sha256(image.file());
        return new Component("", image.metadata().name(), "", hash).toCycloneDx("application");
    }

    private static String write(Map<String, Object> bill) {
        try {
            return JSON.writeValueAsString(bill) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings and numbers", e);
        }
    }
}
