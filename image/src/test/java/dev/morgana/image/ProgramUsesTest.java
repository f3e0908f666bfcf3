package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramUsesTest {
    private static final ClassDesc URL = ClassDesc.of("java.net.URL");

    @TempDir private Path directory = Path.of("");

    /// Writes a class that calls `method` of a URL.
    private void defineCallOf(String method, ClassDesc result) throws IOException {
        var type = MethodTypeDesc.of(ConstantDescs.CD_void, URL);
        Files.write(
                directory.resolve("Uses.class"),
                ClassFile.of()
                        .build(
                                ClassDesc.of("Uses"),
                                builder ->
                                        builder.withMethodBody(
                                                "use",
                                                type,
                                                ClassFile.ACC_STATIC,
                                                code ->
                                                        code.aload(0)
                                                                .invokevirtual(
                                                                        URL,
                                                                        method,
                                                                        MethodTypeDesc.of(result))
                                                                .pop()
                                                                .return_())));
    }

    private List<String> options() throws IOException {
        return ProgramUses.of(new ClassPath(List.of(directory))).options();
    }

    @Test
    void aProgramThatOpensUrlsHasTheirProtocols() throws IOException {
        defineCallOf("openStream", ClassDesc.of("java.io.InputStream"));
        assertEquals(List.of("-H:EnableURLProtocols=http,https"), options());
    }

    @Test
    void aProgramThatOnlyNamesUrlsDoesNotNeedThem() throws IOException {
        defineCallOf("getHost", ConstantDescs.CD_String);
        assertEquals(List.of(), options());
    }

    @Test
    void theConfigurationOfLibrariesIsUsed() throws IOException {
        Path folder =
                Files.createDirectories(
                        directory.resolve("META-INF/native-image/org.example/library"));
        Files.writeString(folder.resolve("reflect-config.json"), "[]");
        assertEquals(
                List.of("-H:ConfigurationResourceRoots=META-INF/native-image/org.example/library"),
                options());
    }

    @Test
    void aLocaleThatIsNamedIsThere() throws IOException {
        var locale = ClassDesc.of("java.util.Locale");
        Files.write(
                directory.resolve("Locales.class"),
                ClassFile.of()
                        .build(
                                ClassDesc.of("Locales"),
                                builder ->
                                        builder.withMethodBody(
                                                "locale",
                                                MethodTypeDesc.of(locale),
                                                ClassFile.ACC_STATIC,
                                                code ->
                                                        code.getstatic(locale, "ENGLISH", locale)
                                                                .pop()
                                                                .getstatic(locale, "ITALY", locale)
                                                                .pop()
                                                                .getstatic(locale, "CHINA", locale)
                                                                .areturn())));
        assertEquals(List.of("-H:IncludeLocales=it-IT,zh-CN"), options());
    }

    private List<String> propertiesWithConstant(String text) throws IOException {
        Files.write(
                directory.resolve("Reads.class"),
                ClassFile.of()
                        .build(
                                ClassDesc.of("Reads"),
                                builder ->
                                        builder.withMethodBody(
                                                "read",
                                                MethodTypeDesc.of(ConstantDescs.CD_String),
                                                ClassFile.ACC_STATIC,
                                                code -> code.ldc(text).areturn())));
        return ProgramUses.of(new ClassPath(List.of(directory))).properties();
    }

    @Test
    void aProgramThatNamesAStateFileHasThem() throws IOException {
        assertEquals(
                List.of("-Ddev.morgana.state=true"),
                propertiesWithConstant("/proc/morgana/network"));
    }

    @Test
    void otherFilesAreNone() throws IOException {
        assertEquals(List.of(), propertiesWithConstant("/proc/meminfo"));
    }
}
