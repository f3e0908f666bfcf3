package dev.morgana.image.hosted;

import com.oracle.svm.core.feature.InternalFeature;
import com.oracle.svm.core.graal.phases.RemoveUnwindPhase;
import jdk.graal.compiler.phases.tiers.Suites;
import jdk.graal.compiler.phases.util.Providers;

/// Takes exception edges from allocations that nobody in their method notices, when allocations are put off no more (`image.edges`): the builder does so for calls at once.
public final class UnusedEdges implements InternalFeature {
    @Override
    public void registerGraalPhases(Providers providers, Suites suites, boolean hosted) {
        suites.getHighTier().appendPhase(new RemoveUnwindPhase());
    }
}
