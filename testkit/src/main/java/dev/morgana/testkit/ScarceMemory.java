package dev.morgana.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.util.List;
import java.util.Set;

/// Code that finds no memory where a test wants it to: a loader that loads the project's classes anew, with a count before each allocation of what is tested, and before each
/// call of a collection that may allocate. A collection that hashes inserts first and grows then: there the failure may come behind the call, too.
///
/// ```java
/// int allocations = ScarceMemory.each(3, Scenario.class);   // three in a row fail, beginning with the 1st, the 2nd, ...
/// ```
///
/// Test classes, and those of this module, are loaded anew too, but never fail. For one thread at a time.
public final class ScarceMemory extends ClassLoader {
    private static final String PROJECT = "dev.morgana.";
    private static final ClassDesc SELF = ClassDesc.of(ScarceMemory.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final Set<String> ALLOCATING =
            Set.of(
                    "add",
                    "addAll",
                    "addFirst",
                    "addLast",
                    "computeIfAbsent",
                    "copyOf",
                    "copyOfRange",
                    "iterator",
                    "of",
                    "offer",
                    "push",
                    "put",
                    "putIfAbsent",
                    "toArray",
                    "valueOf");
    private static final Set<String> HASHING =
            Set.of("java/util/Map", "java/util/HashMap", "java/util/Set", "java/util/HashSet");

    private static final int DEPTH = 8;

    private static boolean counting;
    private static int allocations;
    private static int first = Integer.MAX_VALUE;
    private static int last;

    /// Where memory ran out first.
    private static String place = "";

    private ScarceMemory(ClassLoader parent) {
        super(parent);
    }

    /// Runs `scenario` with enough memory, and then once for each allocation: each time `count` of them fail, beginning with that one.
    ///
    /// @param scenario throws when it fails; its constructor, without parameters, always has enough memory
    /// @return how many allocations there were
    /// @throws AssertionError when a run fails: it tells where memory had run out, and its cause what failed
    public static int each(int count, Class<? extends Runnable> scenario) {
        ScarceMemory loader = new ScarceMemory(scenario.getClassLoader());
        run(loader, scenario.getName(), Integer.MAX_VALUE, 1);
        int all = allocations;
        // Another failure may lead to another way, with more or fewer of them.
        for (int begin = 1; begin <= allocations; begin++) {
            run(loader, scenario.getName(), begin, count);
        }
        return all;
    }

    private static void run(ScarceMemory loader, String name, int begin, int count) {
        try {
            Constructor<?> constructor = loader.loadClass(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            Runnable scenario = (Runnable) constructor.newInstance();
            allocations = 0;
            counting = true;
            place = "";
            first = begin;
            last = begin + count - 1;
            scenario.run();
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw new AssertionError(
                    "fails without memory for allocation " + begin + ": " + place, e);
        } finally {
            enough();
        }
    }

    /// From now on there is enough memory, and allocations are not counted: for what the scenario looks at in the end.
    public static void enough() {
        first = Integer.MAX_VALUE;
        counting = false;
    }

    /// Counts an allocation; the woven code calls this.
    ///
    /// @throws OutOfMemoryError when the test wants it
    public static void allocation() {
        allocations += counting ? 1 : 0;
        if (allocations >= first && allocations <= last) {
            OutOfMemoryError error = new OutOfMemoryError("allocation " + allocations);
            if (place.isEmpty()) {
                List<StackTraceElement> stack = List.of(error.getStackTrace());
                place = stack.subList(1, Math.min(stack.size(), DEPTH)).toString();
            }
            throw error;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PROJECT) || name.equals(ScarceMemory.class.getName())) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        URL place = getParent().getResource(name.replace('.', '/') + ".class");
        if (place == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = place.openStream()) {
            byte[] octets = in.readAllBytes();
            boolean tested =
                    !place.getPath().contains("/test-classes/")
                            && !name.startsWith(ScarceMemory.class.getPackageName());
            octets = tested ? woven(octets) : octets;
            return defineClass(name, octets, 0, octets.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Class initializers stay as they are: a class whose initializer fails is lost for good.
    private byte[] woven(byte[] octets) {
        ClassFile file =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(getParent())));
        return file.transformClass(
                file.parse(octets),
                ClassTransform.transformingMethodBodies(
                        method -> !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME),
                        ScarceMemory::weave));
    }

    private static void weave(CodeBuilder code, CodeElement element) {
        if (allocates(element)) {
            code.invokestatic(SELF, "allocation", NOTHING);
        }
        code.with(element);
        if (element instanceof InvokeInstruction call
                && HASHING.contains(call.owner().asInternalName())
                && allocates(call)) {
            code.invokestatic(SELF, "allocation", NOTHING);
        }
    }

    private static boolean allocates(CodeElement element) {
        return switch (element) {
            case NewObjectInstruction _,
                    NewPrimitiveArrayInstruction _,
                    NewReferenceArrayInstruction _,
                    NewMultiArrayInstruction _ ->
                    true;
            // a lambda expression that captures something, a text put together
            case InvokeDynamicInstruction call ->
                    call.typeSymbol().parameterCount() > 0
                            && call.bootstrapMethod()
                                    .owner()
                                    .displayName()
                                    .matches("LambdaMetafactory|StringConcatFactory");
            case InvokeInstruction call -> allocates(call);
            default -> false;
        };
    }

    private static boolean allocates(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (owner.equals("java/util/BitSet")) {
            return name.equals("set") || name.equals("get");
        }
        boolean empty = name.equals("of") && call.typeSymbol().parameterCount() == 0;
        return (owner.startsWith("java/util/") || owner.startsWith("java/lang/"))
                && ALLOCATING.contains(name)
                && !empty;
    }
}
