# The PVH entry: 32-bit protected mode, paging off, EBX = physical address of the start info. Builds an identity map of the first 4 GiB, which lives until
# space_start has built the real one, and goes on in 64-bit C. Other CPUs are started in real mode and come by the trampoline, straight to the real page tables.
.section .note.pvh, "a", @note
.align 4
.long 4, 4, 18                  # name size, value size, XEN_ELFNOTE_PHYS32_ENTRY
.asciz "Xen"
.long _start

.section .text.boot, "ax"
.code32
.globl _start
_start:
    cld
    mov $boot_stack_top, %esp
    rdtsc                       # the start of all time: boot time counts from here
    mov %eax, boot_tsc
    mov %edx, boot_tsc + 4
    mov %ebx, %esi
    mov $0x80000000, %eax       # without long mode nothing below works, not even a report
    cpuid
    cmp $0x80000001, %eax
    jb 8f
    mov $0x80000001, %eax
    cpuid
    bt $29, %edx
    jnc 8f

    movl $boot_pdpt + 3, boot_pml4
    mov $boot_pd + 3, %eax      # four page directories
    mov $boot_pdpt, %edi
    mov $4, %ecx
1:  mov %eax, (%edi)
    add $4096, %eax
    add $8, %edi
    loop 1b
    mov $0x83, %eax             # 2048 pages of 2 MiB: present, writable, large
    mov $boot_pd, %edi
    mov $2048, %ecx
2:  mov %eax, (%edi)
    add $0x200000, %eax
    add $8, %edi
    loop 2b

    mov $boot_pml4, %eax
    mov $0x100, %edi            # LME
    mov $first_cpu, %ebp
long_mode:                      # eax: page tables, edi: bits for EFER, ebp: where to go on
    mov %eax, %cr3
    mov %cr4, %eax
    or $0x620, %eax             # PAE, OSFXSR, OSXMMEXCPT
    mov %eax, %cr4
    mov $0xc0000080, %ecx       # EFER
    rdmsr
    or %edi, %eax
    wrmsr
    mov %cr0, %eax
    and $~0x6000000c, %eax      # no FPU emulation, no lazy FPU switch; caches on, which a start message leaves off
    or $0x80010023, %eax        # PG, WP, NE, MP, PE
    mov %eax, %cr0
    lgdt boot_gdt_pointer
    ljmp $8, $_start64

other_cpu32:                    # from the trampoline; the real page tables map this code at its physical address
    mov $16, %eax
    mov %eax, %ds
    mov cpu_root, %eax
    mov $0x900, %edi            # LME, NXE
    mov $other_cpu, %ebp
    jmp long_mode

8:  mov $text_no_long_mode, %esi
    mov $0x3f8, %dx
9:  lodsb
    test %al, %al
    jz 10f
    outb %al, %dx
    jmp 9b
10: mov $0x501, %dx             # isa-debug-exit: machine fault
    mov $0x7d, %eax
    outl %eax, %dx
    mov $0xfe, %al              # keyboard controller: reset
    outb %al, $0x64
11: hlt
    jmp 11b

.code64
_start64:
    mov $16, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %ss
    xor %eax, %eax
    mov %eax, %fs
    mov %eax, %gs
    lldt %ax
    fninit
    mov %ebp, %eax
    xor %ebp, %ebp              # the end of every walk along frame pointers
    jmp *%rax

first_cpu:
    mov %esi, %edi
    call pvh_start
    ud2

other_cpu:                      # several at a time: each takes a number
    mov $1, %edi
    lock xadd %edi, cpu_next
    mov cpu_stacks(, %rdi, 8), %rsp
    call cpu_begin
    ud2

.section .rodata
text_no_long_mode: .asciz "machine: this CPU has no 64-bit mode\r\n"
.align 8
.globl boot_gdt
boot_gdt:
    .quad 0
    .quad 0x00af9b000000ffff    # code, 64-bit, accessed: the table is read-only
    .quad 0x00cf93000000ffff    # data
boot_gdt_pointer:
    .word 23
    .long boot_gdt

# Copied to a page below the first MiB, whose segment CS is. Real mode; paging stays off until the code at other_cpu32, so nothing of this page is ever mapped.
.globl cpu_trampoline, cpu_trampoline_end
.code16
cpu_trampoline:
    cli
    lgdtl %cs:trampoline_gdt_pointer - cpu_trampoline
    mov %cr0, %eax
    or $1, %al                  # PE
    mov %eax, %cr0
    ljmpl $8, $other_cpu32
trampoline_gdt_pointer:
    .word 23
    .long trampoline_gdt
cpu_trampoline_end:
.code64
.align 8
trampoline_gdt:
    .quad 0
    .quad 0x00cf9b000000ffff    # code, 32-bit
    .quad 0x00cf93000000ffff    # data

.data
.align 8
.globl boot_tsc, cpu_root, cpu_stacks
boot_tsc: .quad 0
cpu_stacks: .skip 64            # of the idle contexts, by number
cpu_root: .long 0               # the real page tables
cpu_next: .long 1               # the number of the next CPU that starts

.section .bss.tables, "aw", @nobits
.align 4096
boot_pml4: .skip 4096
boot_pdpt: .skip 4096
boot_pd: .skip 16384

.section .bss.stack, "aw", @nobits
.align 4096
.globl boot_stack_guard, boot_stack_top
boot_stack_guard: .skip 4096    # left unmapped by the real page tables
    .skip 16384                 # boot, then the idle context
boot_stack_top:
.section .note.GNU-stack, "", @progbits
