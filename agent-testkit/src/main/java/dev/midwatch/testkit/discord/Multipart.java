package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code multipart/form-data} body: {@code payload_json} and {@code files[n]}, in the order of n. */
record Multipart(JsonNode payload, List<Upload> files) {
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

    static Multipart parse(String contentType, byte[] body) {
        String boundary = "--" + contentType.replaceAll(".*boundary=\"?([^\";]+)\"?.*", "$1");
        byte[] mark = boundary.getBytes(StandardCharsets.ISO_8859_1);
        JsonNode payload = Json.object();
        Map<Integer, Upload> files = new TreeMap<>();
        int from = find(body, mark, 0);
        for (int next = find(body, mark, from + mark.length);
                next > 0;
                from = next, next = find(body, mark, from + mark.length)) {
            byte[] part = Arrays.copyOfRange(body, from + mark.length + 2, next - 2);
            int end = find(part, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), 0);
            String head = new String(part, 0, end, StandardCharsets.UTF_8);
            byte[] content = Arrays.copyOfRange(part, end + 4, part.length);
            String name = first(NAME, head, "");
            if (name.equals("payload_json")) {
                payload = Json.parse(content);
            } else if (name.startsWith("files[")) {
                files.put(
                        Integer.parseInt(name.substring(6, name.length() - 1)),
                        Upload.bytes(first(FILE_NAME, head, "file"), content));
            }
        }
        return new Multipart(payload, new ArrayList<>(files.values()));
    }

    private static String first(Pattern pattern, String head, String otherwise) {
        Matcher found = pattern.matcher(head);
        return found.find() ? found.group(1) : otherwise;
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
