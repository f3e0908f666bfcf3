package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReductionsTest {
    private static final ClassDesc STRING = ConstantDescs.CD_String;
    private static final ClassDesc PRINT_STREAM = ClassDesc.of("java.io.PrintStream");
    private static final ClassDesc ARGUMENTS = ConstantDescs.CD_Object.arrayType();

    @TempDir private Path directory = Path.of("");

    private void define(MethodTypeDesc type, Consumer<CodeBuilder> code) throws IOException {
        byte[] bytes =
                ClassFile.of()
                        .build(
                                ClassDesc.of("app.Uses"),
                                builder ->
                                        builder.withMethodBody(
                                                "use", type, ClassFile.ACC_STATIC, code));
        Files.write(Files.createDirectories(directory.resolve("app")).resolve("Uses.class"), bytes);
    }

    private void define(Consumer<CodeBuilder> code) throws IOException {
        define(ConstantDescs.MTD_void, code);
    }

    private String formatter() throws IOException {
        return preventedBy("formatter");
    }

    private String preventedBy(String reduction) throws IOException {
        var decisions = Reductions.of(new ClassPath(List.of(directory)), Locale.US);
        return decisions.stream()
                .filter(decision -> decision.name().equals(reduction))
                .map(ReductionDecision::preventedBy)
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void aProgramThatFormatsNothing() throws IOException {
        define(code -> code.loadConstant("%d, a format of the JDK?").pop().return_());
    }

    @Test
    void isAppliedWhereNothingIsFormatted() throws IOException {
        assertEquals("", formatter());
        for (var decision : Reductions.of(new ClassPath(List.of(directory)), Locale.US)) {
            assertTrue(decision.applied() && decision.text().startsWith("reduced: "));
        }
    }

    /// The JDK's own messages and log lines are others there.
    @Test
    void anotherLocalePreventsThoseThatKnowEnglishOnly() throws IOException {
        var prevented =
                Reductions.of(new ClassPath(List.of(directory)), Locale.GERMANY).stream()
                        .filter(decision -> !decision.applied())
                        .map(ReductionDecision::text)
                        .toList();
        assertEquals(
                List.of(
                        "not reduced: formatter, because of the locale de-DE",
                        "not reduced: dates, because of the locale de-DE",
                        "not reduced: logging, because of the locale de-DE",
                        "not reduced: log-messages, because of the locale de-DE"),
                prevented);
    }

    /// With an extension it is another one, too.
    @Test
    void theAmericanLocaleMayHaveNoExtension() throws IOException {
        var extended = Locale.forLanguageTag("en-US-u-nu-thai");
        assertEquals(
                Optional.of("not reduced: formatter, because of the locale en-US-u-nu-thai"),
                Reductions.of(new ClassPath(List.of(directory)), extended).stream()
                        .map(ReductionDecision::text)
                        .findFirst());
    }

    @Test
    void aProgramThatChangesItsLocaleIsNotKnownToBeAmerican() throws IOException {
        var locale = ClassDesc.of("java.util.Locale");
        define(code ->
                code.aconst_null()
                        .invokestatic(
                                locale,
                                "setDefault",
                                MethodTypeDesc.of(ConstantDescs.CD_void, locale))
                        .return_());
        for (String english : List.of("formatter", "dates", "logging", "log-messages")) {
            assertEquals("setDefault() in app.Uses", preventedBy(english));
        }
        assertEquals("", preventedBy("collation") + preventedBy("random") + preventedBy("indices"));
        var zone = ClassDesc.of("java.util.TimeZone");
        define(code ->
                code.aconst_null()
                        .invokestatic(
                                zone, "setDefault", MethodTypeDesc.of(ConstantDescs.CD_void, zone))
                        .return_());
        assertEquals("", preventedBy("dates"));
    }

    @Test
    void aCallIsAUse() throws IOException {
        define(code ->
                code.aconst_null()
                        .aconst_null()
                        .invokestatic(
                                STRING, "format", MethodTypeDesc.of(STRING, STRING, ARGUMENTS))
                        .pop()
                        .return_());
        assertEquals("format() in app.Uses", formatter());
    }

    @Test
    void aCallOnASubclassIsAUse() throws IOException {
        var own = ClassDesc.of("app.OwnStream");
        define(code ->
                code.aconst_null()
                        .aconst_null()
                        .aconst_null()
                        .invokevirtual(
                                own, "printf", MethodTypeDesc.of(PRINT_STREAM, STRING, ARGUMENTS))
                        .pop()
                        .return_());
        assertEquals("printf() in app.Uses", formatter());
    }

    @Test
    void aMethodOfTheSameNameWithOtherParametersIsNone() throws IOException {
        define(code ->
                code.aconst_null()
                        .aconst_null()
                        .invokevirtual(
                                ClassDesc.of("app.Disk"),
                                "format",
                                MethodTypeDesc.of(ConstantDescs.CD_void, STRING))
                        .return_());
        assertEquals("", formatter());
    }

    @Test
    void aTypeInASignatureIsAUse() throws IOException {
        define(
                MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.util.Formattable")),
                CodeBuilder::return_);
        assertEquals("'(Ljava/util/Formattable;)V' in app.Uses", formatter());
    }

    @Test
    void aNameForReflectionIsAUse() throws IOException {
        define(code -> code.loadConstant("java.util.Formatter").pop().return_());
        assertEquals("'java.util.Formatter' in app.Uses", formatter());
        define(code -> code.loadConstant("formatted").pop().return_());
        assertEquals("the text \"formatted\" in app.Uses", formatter());
    }

    @Test
    void configurationForReflectionIsAUse() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("META-INF/native-image/a/b"));
        Files.writeString(
                folder.resolve("reflect-config.json"), "[{\"name\":\"java.util.Formatter\"}]");
        String found = formatter();
        // The tree is walked in the order of names.
        assertEquals("META-INF/native-image/a/b/reflect-config.json", found);
    }

    @Test
    void eachReductionHasUsesOfItsOwn() throws IOException {
        define(code -> code.loadConstant("java.time.format.DateTimeFormatter").pop().return_());
        assertEquals("'java.time.format.DateTimeFormatter' in app.Uses", preventedBy("dates"));
        assertEquals("", preventedBy("formatter") + preventedBy("logging"));
        define(code -> code.loadConstant("openStream").pop().return_());
        assertEquals("the text \"openStream\" in app.Uses", preventedBy("collation"));
        assertEquals("", preventedBy("dates"));
        var logger = ClassDesc.of("java.lang.System$Logger");
        define(MethodTypeDesc.of(ConstantDescs.CD_void, logger), CodeBuilder::return_);
        assertEquals("'(Ljava/lang/System$Logger;)V' in app.Uses", preventedBy("log-messages"));
        assertEquals(
                "", preventedBy("formatter") + preventedBy("collation") + preventedBy("logging"));
    }

    @Test
    void theBuilderLeavesOutLoggingWhereItIsNotUsed() {
        var applied = new ReductionDecision("logging", "", "");
        var prevented = new ReductionDecision("logging", "", "a use");
        assertTrue(Reductions.options(List.of(applied)).contains("-H:-EnableLoggingFeature"));
        assertEquals(List.of(), Reductions.options(List.of(prevented)));
    }

    @Test
    void aUseSaysWhatItPrevents() {
        assertEquals(
                "not reduced: formatter, because of printf() in app.Uses",
                new ReductionDecision("formatter", "smaller", "printf() in app.Uses").text());
    }

    @Test
    void anAlgorithmOfRandomNumbersIsNamed() throws IOException {
        var random = ClassDesc.of("java.security.SecureRandom");
        define(code ->
                code.loadConstant("DRBG")
                        .invokestatic(random, "getInstance", MethodTypeDesc.of(random, STRING))
                        .pop()
                        .return_());
        assertEquals("getInstance() in app.Uses", preventedBy("random"));
    }

    @Test
    void otherAlgorithmsDoNotPreventMachinesRandomNumbers() throws IOException {
        var digest = ClassDesc.of("java.security.MessageDigest");
        var random = ClassDesc.of("java.security.SecureRandom");
        define(code ->
                code.loadConstant("SHA-256")
                        .invokestatic(digest, "getInstance", MethodTypeDesc.of(digest, STRING))
                        .pop()
                        .new_(random)
                        .dup()
                        .invokespecial(random, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .pop()
                        .return_());
        assertEquals("", preventedBy("random"));
    }

    @Test
    void anIndexOfTheBytecodeIsAUse() throws IOException {
        var frame = ClassDesc.of("java.lang.StackWalker$StackFrame");
        define(code ->
                code.aconst_null()
                        .checkcast(frame)
                        .invokeinterface(
                                frame, "getByteCodeIndex", MethodTypeDesc.of(ConstantDescs.CD_int))
                        .pop()
                        .return_());
        assertEquals("getByteCodeIndex() in app.Uses", preventedBy("indices"));
        assertEquals("", preventedBy("random"));
    }
}
