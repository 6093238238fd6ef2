package dev.midwatch.cli.plugin;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file says it uses, as its pool of constants holds it (JVM specification, 4.4). Read by hand: Java has no reader of its own
 * before 24, and this is all that is wanted of one.
 *
 * @param name    {@code com.example.hello.OwnerCheck}
 * @param classes the classes it names
 * @param members the methods and fields of others that it uses
 */
record ClassFile(String name, List<String> classes, List<Member> members) {
    private static final int MAGIC = 0xCAFEBABE;

    /**
     * A method or field of a class.
     *
     * @param descriptor its types, {@code (Ljava/lang/String;)V}
     */
    record Member(String owner, String name, String descriptor) {
        boolean isMethod() {
            return descriptor.startsWith("(");
        }

        @Override
        public String toString() {
            return owner + "." + name + (isMethod() ? descriptor.substring(0, descriptor.indexOf(')') + 1) : "");
        }
    }

    /** @throws IOException if it is none */
    static ClassFile read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("is no class file");
        }
        in.skipNBytes(4);
        Pool pool = Pool.read(in);
        in.skipNBytes(2);
        return new ClassFile(pool.className(in.readUnsignedShort()), pool.classes(), pool.members());
    }

    /** Of each constant what it holds: a text, or where its parts are. */
    private record Pool(int[] tags, String[] texts, int[] first, int[] second) {
        private static final int UTF8 = 1;
        private static final int CLASS = 7;
        private static final int FIELD = 9;
        private static final int INTERFACE_METHOD = 11;

        static Pool read(DataInputStream in) throws IOException {
            int count = in.readUnsignedShort();
            Pool pool = new Pool(new int[count], new String[count], new int[count], new int[count]);
            for (int i = 1; i < count; i++) {
                i += pool.read(i, in);
            }
            return pool;
        }

        /** @return how many numbers are left out after it */
        private int read(int i, DataInputStream in) throws IOException {
            tags[i] = in.readUnsignedByte();
            switch (tags[i]) {
                case UTF8 -> texts[i] = in.readUTF();
                case CLASS, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
                case FIELD, 10, INTERFACE_METHOD, 12, 17, 18 -> {
                    first[i] = in.readUnsignedShort();
                    second[i] = in.readUnsignedShort();
                }
                case 3, 4 -> in.skipNBytes(4);
                case 15 -> in.skipNBytes(3);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    return 1;
                }
                default -> throw new IOException("has a constant of the unknown kind " + tags[i]);
            }
            return 0;
        }

        String className(int index) {
            return texts[first[index]].replace('/', '.');
        }

        /** Arrays are named by their descriptors, and are of something that is there anyway or named besides. */
        List<String> classes() {
            List<String> classes = new ArrayList<>();
            for (int i = 1; i < tags.length; i++) {
                if (tags[i] == CLASS && !className(i).startsWith("[")) {
                    classes.add(className(i));
                }
            }
            return classes;
        }

        List<Member> members() {
            List<Member> members = new ArrayList<>();
            for (int i = 1; i < tags.length; i++) {
                if (tags[i] >= FIELD && tags[i] <= INTERFACE_METHOD) {
                    int nameAndType = second[i];
                    members.add(new Member(className(first[i]), texts[first[nameAndType]], texts[second[nameAndType]]));
                }
            }
            return members;
        }
    }
}
