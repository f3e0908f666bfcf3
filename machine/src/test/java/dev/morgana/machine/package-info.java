/// Tests of the machine layer: its pure parts on the host ([HostTest]), its size and shape ([CodeBudgetTest]), and the booted machine with a C program in the
/// place of Java ([BootTest], [FaultTest], [DeviceTest]), each in a QEMU virtual machine of its own ([Machine]), or as a process of Linux
/// ([ProcessTest], [LinuxProcess]).
@NullMarked
package dev.morgana.machine;

import org.jspecify.annotations.NullMarked;
