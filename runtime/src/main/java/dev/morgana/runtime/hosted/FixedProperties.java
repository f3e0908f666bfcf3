package dev.morgana.runtime.hosted;

import com.oracle.svm.core.ParsingReason;
import com.oracle.svm.core.feature.InternalFeature;
import dev.morgana.runtime.boot.Described;
import java.util.Map;
import jdk.graal.compiler.nodes.ConstantNode;
import jdk.graal.compiler.nodes.ValueNode;
import jdk.graal.compiler.nodes.graphbuilderconf.GraphBuilderConfiguration.Plugins;
import jdk.graal.compiler.nodes.graphbuilderconf.GraphBuilderContext;
import jdk.graal.compiler.nodes.graphbuilderconf.InvocationPlugin;
import jdk.graal.compiler.nodes.graphbuilderconf.InvocationPlugins.Registration;
import jdk.graal.compiler.phases.util.Providers;
import jdk.vm.ci.meta.JavaKind;
import jdk.vm.ci.meta.ResolvedJavaMethod;
import org.jspecify.annotations.Nullable;

/// Makes system properties that the configuration class fixes constants of the code: who asks for one by a constant name, the program or
/// the JDK, finds its value there, and the analysis does not go into a branch that the value rules out.
public final class FixedProperties implements InternalFeature {
    private static final Map<String, String> FIXED = Described.MACHINE.properties();

    @Override
    public void registerInvocationPlugins(
            Providers providers, Plugins plugins, ParsingReason reason) {
        if (FIXED.isEmpty()) {
            return;
        }
        Registration system = new Registration(plugins.getInvocationPlugins(), System.class);
        system.register(
                new InvocationPlugin("getProperty", String.class) {
                    @Override
                    public boolean apply(
                            GraphBuilderContext code,
                            ResolvedJavaMethod method,
                            Receiver receiver,
                            ValueNode name) {
                        return foldText(code, name);
                    }
                });
        system.register(
                new InvocationPlugin("getProperty", String.class, String.class) {
                    @Override
                    public boolean apply(
                            GraphBuilderContext code,
                            ResolvedJavaMethod method,
                            Receiver receiver,
                            ValueNode name,
                            ValueNode otherwise) {
                        return foldText(code, name);
                    }
                });
        new Registration(plugins.getInvocationPlugins(), Boolean.class)
                .register(
                        new InvocationPlugin("getBoolean", String.class) {
                            @Override
                            public boolean apply(
                                    GraphBuilderContext code,
                                    ResolvedJavaMethod method,
                                    Receiver receiver,
                                    ValueNode name) {
                                return foldFlag(code, name);
                            }
                        });
    }

    /// Puts the property's value in the place of the call.
    ///
    /// @return false if the name is no constant, or the property is not fixed: the call stays
    private static boolean foldText(GraphBuilderContext code, ValueNode name) {
        String value = fixed(code, name);
        if (value == null) {
            return false;
        }
        code.addPush(
                JavaKind.Object,
                ConstantNode.forConstant(
                        code.getSnippetReflection().forObject(value),
                        code.getMetaAccess(),
                        code.getGraph()));
        return true;
    }

    private static boolean foldFlag(GraphBuilderContext code, ValueNode name) {
        String value = fixed(code, name);
        if (value == null) {
            return false;
        }
        code.addPush(JavaKind.Boolean, ConstantNode.forBoolean(Boolean.parseBoolean(value)));
        return true;
    }

    private static @Nullable String fixed(GraphBuilderContext code, ValueNode name) {
        if (!name.isJavaConstant() || name.isNullConstant()) {
            return null;
        }
        String text = code.getSnippetReflection().asObject(String.class, name.asJavaConstant());
        return text == null ? null : FIXED.get(text);
    }
}
