package dev.morgana.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// A library in a bill of materials.
///
/// @param group its Maven group, or empty where unknown
/// @param name its name
/// @param version its version, or empty where unknown
/// @param sha256 the hash of its file, or empty if it is none
record Component(String group, String name, String version, String sha256) {
    private static final Pattern COORDINATES =
            Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern FILE_NAME = Pattern.compile("(.+?)(?:-(\\d.*))?\\.jar");

    /// The library in a jar: what Maven wrote into it, else what its file's name says.
    static Component of(Path jar) throws IOException {
        String hash = sha256(jar);
        try (var file = new JarFile(jar.toFile())) {
            List<JarEntry> found =
                    file.stream()
                            .filter(entry -> COORDINATES.matcher(entry.getName()).matches())
                            .toList();
            // Several are those of libraries that were packed into this one.
            if (found.size() == 1) {
                var maven = new Properties();
                try (var content = file.getInputStream(found.getFirst())) {
                    maven.load(content);
                }
                return new Component(
                        maven.getProperty("groupId", ""),
                        maven.getProperty("artifactId", ""),
                        maven.getProperty("version", ""),
                        hash);
            }
        }
        return named(jar.getFileName().toString(), hash);
    }

    private static Component named(String fileName, String hash) {
        var parts = FILE_NAME.matcher(fileName);
        return parts.matches() && parts.group(2) != null
                ? new Component("", parts.group(1), parts.group(2), hash)
                : new Component("", fileName.replaceAll("\\.jar$", ""), "", hash);
    }

    /// The hash of a file's bytes.
    static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// In the words of CycloneDX.
    ///
    /// @param type `application`, `library` or `platform`
    Map<String, Object> toCycloneDx(String type) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", type);
        if (!group.isEmpty()) {
            fields.put("group", group);
        }
        fields.put("name", name);
        if (!version.isEmpty()) {
            fields.put("version", version);
        }
        if (!group.isEmpty()) {
            fields.put("purl", "pkg:maven/%s/%s@%s".formatted(group, name, version));
        }
        if (!sha256.isEmpty()) {
            fields.put(
                    "hashes", List.of(new TreeMap<>(Map.of("alg", "SHA-256", "content", sha256))));
        }
        return fields;
    }
}
