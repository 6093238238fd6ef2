package dev.midwatch.skills.k8s.kubectl;

/** Text in lines of at most 80 characters. */
final class Wrapped {
    private static final int WIDTH = 80;

    private Wrapped() {}

    /** Each line indented by so many spaces; paragraphs are kept. */
    static String text(String text, int indent) {
        StringBuilder lines = new StringBuilder();
        String margin = " ".repeat(indent);
        for (String paragraph : text.strip().split("\n", -1)) {
            String lead = paragraph.isBlank() ? "" : paragraph.substring(0, paragraph.indexOf(paragraph.strip()));
            StringBuilder line = new StringBuilder(lead);
            for (String word : paragraph.strip().split("\\s+")) {
                if (line.length() > lead.length() && indent + line.length() + 1 + word.length() > WIDTH) {
                    lines.append(margin).append(line).append('\n');
                    line.setLength(0);
                    lead = "";
                }
                line.append(line.isEmpty() || line.toString().equals(lead) ? "" : " ")
                        .append(word);
            }
            lines.append(margin).append(line).append('\n');
        }
        return lines.toString();
    }
}
