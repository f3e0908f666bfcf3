# The switch between two threads on one CPU, for all ports of this architecture. It is an ordinary call, so by the C ABI only these registers live over it;
# preemption calls it too, from inside an interrupt frame that holds all the others. The scheduler's lock is held across it.
.text
.globl context_switch, thread_trampoline
context_switch:                 # rdi: where to save the stack pointer, rsi: the stack pointer to load
    push %rbp
    push %rbx
    push %r12
    push %r13
    push %r14
    push %r15
    mov %rsp, (%rdi)
    mov %rsi, %rsp
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %rbx
    pop %rbp
    ret

thread_trampoline:              # a new thread's first instructions: masked, the lock held; the stack is 16-aligned here
    call thread_begin
    ud2
# call_java_printer(function, ip, sp, thread, heap base): calls into Java with the two registers that its compiled code expects to hold its own context
# (r15 the thread, r14 the heap base), as they were when the fault happened.
.globl call_java_printer
call_java_printer:
    push %r14
    push %r15
    sub $8, %rsp
    mov %rcx, %r15
    mov %r8, %r14
    mov %rdi, %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    call *%rax
    add $8, %rsp
    pop %r15
    pop %r14
    ret
.section .note.GNU-stack, "", @progbits
