// The smallest kernel that QEMU boots by PVH: it powers off at once. What QEMU itself costs, to compare an image with.
        .section .note.pvh, "a", @note
        .long   4, 4, 18                // sizes of name and value; XEN_ELFNOTE_PHYS32_ENTRY
        .asciz  "Xen"
        .long   start

        .text
        .code32
        .globl  start
start:  movw    $0x501, %dx             // isa-debug-exit: QEMU's exit status is value * 2 + 1
        xorl    %eax, %eax
        outl    %eax, %dx
1:      hlt
        jmp     1b
