package dev.morgana.platform.jvm.inside;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.net.NetworkCard;
import dev.morgana.runtime.net.TapCard;
import dev.morgana.runtime.random.MachineRandom;
import dev.morgana.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/// The card is the TAP interface that the property `dev.morgana.tap` names.
@TargetClass(NetworkCard.class)
final class Target_dev_morgana_runtime_net_NetworkCard {
    private Target_dev_morgana_runtime_net_NetworkCard() {}

    @Substitute
    static @Nullable NetworkCard find(int index) {
        String name = System.getProperty("dev.morgana.tap");
        if (name == null || index > 0) {
            return null;
        }
        Tap tap = Tap.open(name);
        // One host's, and given by nobody.
        long octets = (MachineRandom.nextLong() & 0xfcff_ffff_ffffL) | 0x0200_0000_0000L;
        return new NetworkCard(
                new TapCard(tap, new MacAddress(octets), tap.mtu()), new TapSleep(tap));
    }
}
