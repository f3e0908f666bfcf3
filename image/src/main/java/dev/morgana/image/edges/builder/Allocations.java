package dev.morgana.image.edges.builder;

import jdk.graal.compiler.graph.Node;
import jdk.graal.compiler.nodes.FixedNode;
import jdk.graal.compiler.nodes.GraphState.StageFlag;
import jdk.graal.compiler.nodes.StructuredGraph;
import jdk.graal.compiler.nodes.WithExceptionNode;
import jdk.graal.compiler.nodes.extended.BoxNode;
import jdk.graal.compiler.nodes.java.AbstractNewObjectNode;
import jdk.graal.compiler.nodes.java.AllocateWithExceptionNode;
import jdk.graal.compiler.nodes.java.NewMultiArrayNode;
import jdk.graal.compiler.nodes.virtual.CommitAllocationNode;
import org.jspecify.annotations.Nullable;

/// What the builder's own phases ask about allocations.
public final class Allocations {
    private Allocations() {}

    /// Whether `graph` holds an allocation without an exception edge. It must not be compiled into a method that catches what the allocation throws: there it would have none either.
    public static boolean haveNoEdge(StructuredGraph graph) {
        for (Node node : graph.getNodes()) {
            if (node instanceof AbstractNewObjectNode
                    || node instanceof NewMultiArrayNode
                    || node instanceof CommitAllocationNode
                    || node instanceof BoxNode) {
                return true;
            }
        }
        return false;
    }

    /// Takes from `node` an exception edge that only leads out of the method. An allocation keeps it for as long as the compiler might put it off to where it would need one.
    ///
    /// @return what stands in its place, or null if it keeps the edge
    public static @Nullable FixedNode withoutEdge(WithExceptionNode node) {
        return node instanceof AllocateWithExceptionNode
                        && node.graph().isBeforeStage(StageFlag.HIGH_TIER_LOWERING)
                ? null
                : node.replaceWithNonThrowing();
    }
}
