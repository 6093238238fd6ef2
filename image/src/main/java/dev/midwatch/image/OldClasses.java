package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * A jar whose classes are in a format that the JVM verifies in an old way, and so cannot link ahead: neither them nor what implements them. They get the
 * format of Java 8, with what the new verification wants to know; what they do stays as it is.
 */
final class OldClasses {
    private static final String NOTICE = "META-INF/CHANGED.txt";
    private static final String CHANGE =
            "Changed for the image of Midwatch: the classes have the class file format of Java 8. They were compiled from the same source.\n";

    private OldClasses() {}

    static void renew(Path jar) {
        try (ZipFile old = new ZipFile(jar.toFile());
                URLClassLoader classes =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()});
                RewrittenJar renewed = new RewrittenJar()) {
            for (ZipEntry entry : Collections.list(old.entries())) {
                byte[] content = old.getInputStream(entry).readAllBytes();
                renewed.put(
                        entry.getName(), entry.getTimeLocal(), isClass(entry) ? renewed(content, classes) : content);
            }
            renewed.put(NOTICE, old.entries().nextElement().getTimeLocal(), CHANGE.getBytes(StandardCharsets.UTF_8));
            renewed.writeTo(jar);
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of %s cannot be renewed".formatted(jar), e);
        }
    }

    /** Those below META-INF are for newer Javas, in their formats. */
    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/");
    }

    private static byte[] renewed(byte[] content, ClassLoader classes) {
        ClassReader old = new ClassReader(content);
        ClassWriter writer = new Frames(classes);
        ClassVisitor version = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int was, int access, String name, String signature, String parent, String[] interfaces) {
                super.visit(Math.max(was, Opcodes.V1_8), access, name, signature, parent, interfaces);
            }
        };
        old.accept(version, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    /** Computes what is on the stack where branches meet, for which it has to know what classes have in common. */
    private static final class Frames extends ClassWriter {
        private final ClassLoader classes;

        Frames(ClassLoader classes) {
            super(COMPUTE_FRAMES);
            this.classes = classes;
        }

        @Override
        protected ClassLoader getClassLoader() {
            return classes;
        }

        /** Of a class that is not there, one of Groovy for instance, nothing more is known. */
        @Override
        protected String getCommonSuperClass(String one, String other) {
            try {
                return super.getCommonSuperClass(one, other);
            } catch (TypeNotPresentException notThere) {
                return "java/lang/Object";
            }
        }
    }
}
