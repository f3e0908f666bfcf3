package dev.morgana.platform.jvm;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;
import org.objectweb.asm.tree.ClassNode;

/// Opens a class of Morgana's for code that moves to another package: what was visible in its package becomes public. Casts of the image builder's become the JVM's.
final class Opened extends ClassVisitor {
    private static final int VISIBILITY =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;

    private Opened(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /// The class, with the names of `targets`' keys replaced by the values.
    static ClassNode read(byte[] bytes, Map<String, String> targets) {
        var node = new ClassNode();
        var remapped =
                new ClassRemapper(new Opened(node), new SimpleRemapper(Opcodes.ASM9, targets));
        new ClassReader(bytes).accept(remapped, 0);
        return node;
    }

    /// The flags of a member that everybody may use.
    static int open(int access) {
        return (access & ~VISIBILITY) | Opcodes.ACC_PUBLIC;
    }

    private static int openUnlessPrivate(int access) {
        return (access & Opcodes.ACC_PRIVATE) == 0 ? open(access) : access;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            String signature,
            String superName,
            String[] interfaces) {
        super.visit(version, open(access), name, signature, superName, interfaces);
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String type, String signature, Object value) {
        return super.visitField(openUnlessPrivate(access), name, type, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String type, String signature, String[] exceptions) {
        return new Casts(
                super.visitMethod(openUnlessPrivate(access), name, type, signature, exceptions));
    }

    /// `SubstrateUtil.cast(object, type)` leaves the object; the compiler's own cast stands behind it.
    private static final class Casts extends MethodVisitor {
        Casts(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean ofInterface) {
            if (owner.equals("com/oracle/svm/core/SubstrateUtil") && name.equals("cast")) {
                visitInsn(Opcodes.POP);
            } else {
                super.visitMethodInsn(opcode, owner, name, type, ofInterface);
            }
        }
    }
}
