package dev.midwatch.dashboard.pages;

import java.util.Arrays;
import java.util.List;

/** The parts of the dashboard, in the order of its navigation. */
public enum Section {
    OVERVIEW("Overview", "/", Group.WATCH, 'o', "M2 9 L5 9 L7 4 L9.5 12.5 L11 9 L14 9"),
    FINDINGS("Findings", "/findings", Group.WATCH, 'f', "M8 2 L14.5 13.5 H1.5 Z M8 6.5 V9.5 M8 11.4 V11.6"),
    PROPOSALS("Proposals", "/proposals", Group.WATCH, 'p', "M3 2.5 H13 V13.5 H3 Z M5.5 8 L7.3 10 L10.8 5.8"),
    JOBS("Jobs", "/jobs", Group.WATCH, 'j', "M8 2 A6 6 0 1 1 7.99 2 M8 4.8 V8 L10.4 9.6"),
    CHAT("Chat", "/chat", Group.TALK, 'c', "M2 3 H14 V11 H7.5 L4.5 13.8 V11 H2 Z"),
    SESSIONS("Sessions", "/sessions", Group.TALK, 's', "M2.5 3.5 H13.5 M2.5 8 H13.5 M2.5 12.5 H9"),
    MEMORY("Memory", "/memory", Group.TALK, 'm', "M4 2 H12 V14 L8 11 L4 14 Z"),
    TOOLS(
            "Tools",
            "/tools",
            Group.MACHINE,
            't',
            "M9.7 6.3 L3 13 M9 3.5 A3.2 3.2 0 0 1 13 2.5 L11 4.6 L12 5.6 L13.8 3.6 A3.2 3.2 0 0 1 9.7 6.9"),
    PLUGINS("Plugins", "/plugins", Group.MACHINE, 'n', "M2.5 6 H6 V3.5 H10 V6 H13.5 V13.5 H2.5 Z"),
    SETTINGS(
            "Settings",
            "/settings",
            Group.MACHINE,
            'e',
            "M2 4.5 H9 M12 4.5 H14 M10.5 3 V6 M2 11.5 H4 M7 11.5 H14 M5.5 10 V13"),
    AUDIT("Audit", "/audit", Group.RECORD, 'a', "M8 1.8 L13.5 4 V8 C13.5 11 11 13.3 8 14.3 C5 13.3 2.5 11 2.5 8 V4 Z"),
    LOGS("Logs", "/logs", Group.RECORD, 'l', "M3 4 L6 7.5 L3 11 M7.5 12 H13"),
    USAGE("Usage", "/usage", Group.RECORD, 'u', "M2.5 13.5 V9 M6.2 13.5 V5.5 M9.9 13.5 V7.5 M13.5 13.5 V2.5");

    /** What belongs together in the navigation. */
    public enum Group {
        WATCH("Watch"),
        TALK("Talk"),
        MACHINE("Machine"),
        RECORD("Record");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public List<Section> sections() {
            return Arrays.stream(Section.values())
                    .filter(section -> section.group == this)
                    .toList();
        }
    }

    private final String label;
    private final String path;
    private final Group group;
    private final char key;
    private final String drawing;

    Section(String label, String path, Group group, char key, String drawing) {
        this.label = label;
        this.path = path;
        this.group = group;
        this.key = key;
        this.drawing = drawing;
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    /** The letter that leads there after a {@code g}. */
    public String key() {
        return String.valueOf(key);
    }

    /** The path of its icon, on a field of 16 by 16. */
    public String drawing() {
        return drawing;
    }
}
