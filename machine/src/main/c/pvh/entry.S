# Entries of exceptions and interrupts.
.text
# Exceptions run on a stack of their own (IST), since the interrupted one may be what is wrong. `exception` returns when the fault is served, else it reports.
.align 16
.globl exception_stubs
exception_stubs:
.set vector, 0
.rept 32
.align 16
.if !((0x60227d00 >> vector) & 1)   # the CPU pushes no error code for this one
    push $0
.endif
    push $vector
    jmp exception_entry
.set vector, vector + 1
.endr

exception_entry:
    push %rax
    push %rbx
    push %rcx
    push %rdx
    push %rsi
    push %rdi
    push %rbp
    push %r8
    push %r9
    push %r10
    push %r11
    push %r12
    push %r13
    push %r14
    push %r15
    cld
    mov %rsp, %rdi
    call exception
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %r11
    pop %r10
    pop %r9
    pop %r8
    pop %rbp
    pop %rdi
    pop %rsi
    pop %rdx
    pop %rcx
    pop %rbx
    pop %rax
    add $16, %rsp               # vector and error code
    iretq

# Interrupts arrive masked on an IST stack, because the interrupted code may use the 128 bytes below its stack pointer. The entry goes on below them, on the
# interrupted thread's own stack, where everything is saved: so the handler may call the ordinary scheduler and be continued much later.
.align 16
.globl interrupt_stubs
interrupt_stubs:
.set vector, 0x30
.rept 67
.align 16
    push $vector
    jmp interrupt_entry
.set vector, vector + 1
.endr

interrupt_entry:
    push %rax
    push %rcx                   # now: rcx rax vector rip cs flags rsp ss
    mov 48(%rsp), %rax
    sub $128 + 64, %rax         # red zone, and room for what is copied
    and $-64, %rax
    orb $0, (%rax)              # back the pages that the rest needs: a fault here is a plain page fault on its own stack, and a stack that has
    orb $0, -4096(%rax)         # no room left is reported as what it is
    mov (%rsp), %rcx
    mov %rcx, (%rax)
    mov 8(%rsp), %rcx
    mov %rcx, 8(%rax)
    mov 16(%rsp), %rcx
    mov %rcx, 16(%rax)
    mov 24(%rsp), %rcx
    mov %rcx, 24(%rax)
    mov 32(%rsp), %rcx
    mov %rcx, 32(%rax)
    mov 40(%rsp), %rcx
    mov %rcx, 40(%rax)
    mov 48(%rsp), %rcx
    mov %rcx, 48(%rax)
    mov 56(%rsp), %rcx
    mov %rcx, 56(%rax)
    mov %rax, %rsp
    push %rdx
    push %rbx
    push %rbp
    push %rsi
    push %rdi
    push %r8
    push %r9
    push %r10
    push %r11
    push %r12
    push %r13
    push %r14
    push %r15
    mov %rsp, %rbp
    mov 120(%rsp), %rdi         # vector
    mov xsave_size, %ecx
    test %ecx, %ecx
    jz 1f
    sub %rcx, %rsp
    and $-64, %rsp
    xor %eax, %eax              # the header's reserved words must be zero when it is restored, and XSAVE leaves them alone
    mov %rax, 512(%rsp)
    mov %rax, 520(%rsp)
    mov %rax, 528(%rsp)
    mov %rax, 536(%rsp)
    mov %rax, 544(%rsp)
    mov %rax, 552(%rsp)
    mov %rax, 560(%rsp)
    mov %rax, 568(%rsp)
    mov $-1, %eax               # everything that XCR0 enables
    mov $-1, %edx
    xsave64 (%rsp)
    cld
    call interrupt
    mov $-1, %eax
    mov $-1, %edx
    xrstor64 (%rsp)
    jmp 2f
1:  sub $512, %rsp              # a CPU without XSAVE
    and $-64, %rsp
    fxsave64 (%rsp)
    cld
    call interrupt
    fxrstor64 (%rsp)
2:  mov %rbp, %rsp
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %r11
    pop %r10
    pop %r9
    pop %r8
    pop %rdi
    pop %rsi
    pop %rbp
    pop %rbx
    pop %rdx
    pop %rcx
    pop %rax
    add $8, %rsp                # vector
    iretq

.align 16
.globl spurious_entry
spurious_entry:
    iretq

# report_on(frame, stack): the fault report, on a stack of its own, so that page faults in it find theirs free. Never returns.
.globl report_on
report_on:
    mov %rsi, %rsp
    xor %ebp, %ebp
    call fault_report
    ud2
.section .note.GNU-stack, "", @progbits
