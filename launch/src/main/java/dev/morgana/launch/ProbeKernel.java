package dev.morgana.launch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The smallest kernel: a 32-bit ELF file with a PVH entry that powers the machine off by the isa-debug-exit device.
final class ProbeKernel {
    /// What QEMU exits with when the kernel has run: the device makes (42 << 1 | 1) of 42.
    static final int QEMU_STATUS = 85;

    private static final int LOAD_ADDRESS = 0x100000;
    private static final int HEADERS = 0x34 + 2 * 0x20;
    private static final int NOTE = HEADERS;
    private static final int NOTE_SIZE = 20;
    private static final int CODE = NOTE + NOTE_SIZE;

    /// mov dx, 0x501; mov al, 42; out dx, al; hlt; jmp back to hlt
    private static final byte[] INSTRUCTIONS = {
        0x66,
        (byte) 0xba,
        0x01,
        0x05,
        (byte) 0xb0,
        42,
        (byte) 0xee,
        (byte) 0xf4,
        (byte) 0xeb,
        (byte) 0xfd
    };

    private ProbeKernel() {}

    /// The file's content.
    static byte[] elf() {
        int size = CODE + INSTRUCTIONS.length;
        var elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        header(elf);
        programHeader(elf, 1, 0, size, 5);
        programHeader(elf, 4, NOTE, NOTE_SIZE, 4);
        // Xen's note 18 holds the address at which a PVH loader enters.
        elf.putInt(4)
                .putInt(4)
                .putInt(18)
                .put(new byte[] {'X', 'e', 'n', 0})
                .putInt(LOAD_ADDRESS + CODE);
        return elf.put(INSTRUCTIONS).array();
    }

    /// gABI: `Elf32_Ehdr` of an executable for the 386.
    private static void header(ByteBuffer elf) {
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 2).putShort((short) 3).putInt(1);
        elf.putInt(LOAD_ADDRESS + CODE).putInt(0x34).putInt(0).putInt(0);
        elf.putShort((short) 0x34).putShort((short) 0x20).putShort((short) 2);
        elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    }

    /// gABI: `Elf32_Phdr`.
    private static void programHeader(ByteBuffer elf, int type, int offset, int size, int flags) {
        int address = LOAD_ADDRESS + offset;
        elf.putInt(type)
                .putInt(offset)
                .putInt(address)
                .putInt(address)
                .putInt(size)
                .putInt(size)
                .putInt(flags)
                .putInt(4);
    }
}
