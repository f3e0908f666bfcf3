package dev.morgana.platform.jvm.inside;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.machine.MachineDevice;
import org.jspecify.annotations.Nullable;

/// There are no virtio devices.
@TargetClass(MachineDevice.class)
final class Target_dev_morgana_runtime_machine_MachineDevice {
    private Target_dev_morgana_runtime_machine_MachineDevice() {}

    @Substitute
    public static @Nullable MachineDevice find(int deviceId, int index) {
        return null;
    }
}
