package dev.morgana.image.repeatable;

import static dev.morgana.image.edited.Edit.body;
import static dev.morgana.image.edited.Edit.calls;
import static dev.morgana.image.edited.Edit.callsIn;
import static dev.morgana.image.edited.Edit.named;

import dev.morgana.image.edited.Edit;
import dev.morgana.image.edited.Edit.Change;
import dev.morgana.image.repeatable.compiler.MethodHash;
import dev.morgana.image.repeatable.reflection.MethodOrder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// What differs between two runs of the image builder on one JDK, and is made equal.
final class Edits {
    /// The module of reflection and collections.
    static final String BASE = "java.base";

    /// The module of the compiler interface.
    static final String COMPILER = "jdk.internal.vm.ci";

    /// Stands for the time in seeds.
    private static final long SEED = 0x4d6f7267616e61L;

    /// Stands for the time that classes remember when they are initialized: 2023-11-14.
    private static final long MOMENT = 1_700_000_000_000L;

    private static final String POOL = "java.util.concurrent.ForkJoinPool";
    private static final String HOTSPOT = "jdk.vm.ci.hotspot.";
    private static final ClassDesc METHODS =
            ClassDesc.of("jdk.vm.ci.meta.ResolvedJavaMethod").arrayType();

    /// All edits.
    static final List<Edit> ALL =
            List.of(
                    // The order of Set.of and Map.of comes from a seed.
                    new Edit(BASE, "java.util.ImmutableCollections", time(SEED)),
                    // The fork-join pool picks a queue by a random number.
                    new Edit(BASE, "java.util.concurrent.ThreadLocalRandom", time(SEED)),
                    new Edit(BASE, "java.util.Random", time(SEED)),
                    new Edit(BASE, "jdk.internal.util.random.RandomSupport", time(SEED)),
                    // The builder initializes these, and what they remember lies in the image.
                    new Edit(BASE, "java.time.Clock", initializationTime()),
                    new Edit(BASE, "sun.util.calendar.ZoneInfoFile", initializationTime()),
                    // The common pool has no threads of its own (ObjectBuilder): all work is
                    // done by the main thread, in one order. Asynchronous tasks would give it two,
                    // and get a pool for themselves instead.
                    new Edit(
                            BASE,
                            POOL,
                            body(
                                    "asyncCommonPool",
                                    "()L" + POOL.replace('.', '/') + ";",
                                    Edits::newPool)),
                    // No threads that report progress: an object's identity hash code is drawn
                    // from the generator of the thread that asks first, and only the main thread's
                    // is the same in each run.
                    new Edit(
                            BASE,
                            "java.util.concurrent.ScheduledThreadPoolExecutor",
                            callsIn(
                                    "scheduleAtFixedRate",
                                    named("delayedExecute"),
                                    (code, _) -> code.pop2())),
                    // The order of a set of modules, and of all that is loaded after it, comes from
                    // where their jars lie.
                    new Edit(
                            BASE,
                            "jdk.internal.module.ModuleReferenceImpl",
                            callsIn(
                                    "hashCode",
                                    call ->
                                            call.owner()
                                                    .asInternalName()
                                                    .equals("java/util/Objects"),
                                    (code, _) -> code.pop().iconst_0())),
                    // Methods come in the order of memory addresses.
                    new Edit(
                            BASE,
                            "java.lang.Class",
                            calls(
                                    named("getDeclaredMethods0", "getDeclaredConstructors0"),
                                    Edits::reflectionSorted)),
                    new Edit(
                            COMPILER,
                            HOTSPOT + "HotSpotResolvedObjectTypeImpl",
                            calls(Edits::givesMethods, Edits::methodsSorted)),
                    // Hash codes are memory addresses, or of names with an address in them.
                    new Edit(COMPILER, HOTSPOT + "HotSpotResolvedJavaType", hash("Type")),
                    new Edit(COMPILER, HOTSPOT + "HotSpotResolvedJavaMethodImpl", hash("Method")));

    private Edits() {}

    private static Change time(long value) {
        return calls(named("nanoTime", "currentTimeMillis"), (code, _) -> code.loadConstant(value));
    }

    private static Change initializationTime() {
        return callsIn(
                ConstantDescs.CLASS_INIT_NAME,
                named("currentTimeMillis"),
                (code, _) -> code.loadConstant(MOMENT));
    }

    private static void newPool(CodeBuilder code) {
        var pool = ClassDesc.of(POOL);
        code.new_(pool)
                .dup()
                .iconst_2()
                .invokespecial(
                        pool,
                        ConstantDescs.INIT_NAME,
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int))
                .areturn();
    }

    private static void reflectionSorted(CodeBuilder code, InvokeInstruction call) {
        ClassDesc array = call.typeSymbol().returnType();
        code.with(call);
        code.invokestatic(descriptor(MethodOrder.class), "sort", MethodTypeDesc.of(array, array));
    }

    private static boolean givesMethods(InvokeInstruction call) {
        ClassDesc result = call.typeSymbol().returnType();
        return call.owner().asInternalName().equals("jdk/vm/ci/hotspot/CompilerToVM")
                && result.isArray()
                && result.displayName().matches(".*Method(Impl)?\\[]");
    }

    private static void methodsSorted(CodeBuilder code, InvokeInstruction call) {
        code.with(call);
        code.invokestatic(
                descriptor(MethodHash.class), "sort", MethodTypeDesc.of(METHODS, METHODS));
        code.checkcast(call.typeSymbol().returnType());
    }

    /// A `hashCode` that asks [MethodHash].
    private static Change hash(String kind) {
        var argument = ClassDesc.of("jdk.vm.ci.meta.ResolvedJava" + kind);
        return body(
                "hashCode",
                "()I",
                code ->
                        code.aload(0)
                                .invokestatic(
                                        descriptor(MethodHash.class),
                                        "of",
                                        MethodTypeDesc.of(ConstantDescs.CD_int, argument))
                                .ireturn());
    }

    private static ClassDesc descriptor(Class<?> type) {
        return ClassDesc.of(type.getName());
    }
}
